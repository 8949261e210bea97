"""Headers of answers that carry a file somebody uploaded: it is saved under its name and can do nothing in a page."""

import unicodedata
from functools import lru_cache
from urllib.parse import quote

from werkzeug.http import dump_options_header

SANDBOX = "default-src 'none'; sandbox"


@lru_cache(maxsize=256)
def attached(name: str) -> str:
    """The header that names a file (RFC 6266); beyond ASCII as RFC 8187 spells it, with a plain one beside it."""
    if name.isascii():
        return dump_options_header("attachment", {"filename": name})
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    plain = plain if plain.rpartition(".")[0] else f"download{plain}"
    return dump_options_header("attachment", {"filename": plain, "filename*": f"UTF-8''{quote(name, safe='')}"})
