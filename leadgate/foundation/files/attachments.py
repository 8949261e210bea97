"""Headers of answers that carry a file somebody uploaded: it is saved under its name and can do nothing in a page."""

import re
import unicodedata
from functools import lru_cache
from urllib.parse import quote

from werkzeug.http import dump_options_header

SANDBOX = "default-src 'none'; sandbox"
PLAIN_SIGNS = str.maketrans(dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212", "-") | dict.fromkeys("‘’‚“”„«»", "'"))
ESCAPED = re.compile("%(?=[0-9A-Fa-f]{2})")
"""What some browsers would read as one sign where no escape is meant (RFC 6266 appendix D)."""
ATTR_CHARS = "!#$&+-.^_`|~"
"""What stands as it is in `filename*`, beside letters and digits (RFC 8187 section 3.2.1)."""


@lru_cache(maxsize=256)
def attached(name: str) -> str:
    """The header that names a file (RFC 6266); beyond ASCII as RFC 8187 spells it, with a plain one beside it."""
    plain = ESCAPED.sub("_", _plain(name))
    if plain == name:
        return dump_options_header("attachment", {"filename": name})
    return dump_options_header("attachment", {"filename": plain, "filename*": f"UTF-8''{quote(name, safe=ATTR_CHARS)}"})


def _plain(name: str) -> str:
    """As much of a name as ASCII has signs for, for programs that read no other (curl)."""
    if name.isascii():
        return name
    near = unicodedata.normalize("NFKD", name.translate(PLAIN_SIGNS)).encode("ascii", "ignore").decode()
    stem, dot, ending = " ".join(near.split()).rpartition(".")
    return f"{stem.strip(' .') or 'download'}{dot}{ending}"
