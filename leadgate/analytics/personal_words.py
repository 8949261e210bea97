"""Words of links that could be one person's, by what they look like: those are never stored by themselves."""

import re

from leadgate.pii_detection.senses import findings

_ID = re.compile(r"[0-9a-f]{8}[-_. ][0-9a-f]{4}|(?=[a-z0-9]*\d)(?=[a-z0-9]*[a-z])[a-z0-9]{16,}|\d{9,}")
"""The beginning of a UUID, a mixture of letters and digits that nobody says aloud, a number longer than a day's."""


def is_personal(origin: str) -> bool:
    """Whether something in it looks like an address, a number or an id of somebody, or says something private.

    Args:
        origin: as `sources.origin_named` answers it.
    """
    words = re.sub(r"[|_-]", " ", origin)
    return bool(_ID.search(origin) or findings(origin.replace("|", "\n")) or findings(words))
