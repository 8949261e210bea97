"""Names of files as their owners wrote them, without what a header or a file system stumbles over."""

import re
import unicodedata

LONGEST_NAME = 120
LONGEST_BYTES = 200
"""Of a name without its ending, in UTF-8: file systems take 255 bytes, and a browser may add its own (`(1)`)."""
JOINERS = "\u200c\u200d"
LEFT_OUT = {"Cc", "Cf", "Cs", "Zl", "Zp"}
"""Control signs, marks that turn the direction of a text, halves of signs, ends of lines."""
RESERVED = re.compile(r"(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9¹²³])\s*(\.|$)", re.IGNORECASE)
"""Devices of Windows, which it opens in place of a file, whatever the ending."""


def safe_name(name: str) -> str:
    """The last part of a name, as it can be saved on every system; every script and its joiners stay.

    Args:
        name: what the uploader calls the file, perhaps with folders.

    Returns:
        At most 120 signs and an ending; `download` where nothing is left.
    """
    last = unicodedata.normalize("NFC", name).replace("\\", "/").rpartition("/")[2]
    kept = "".join(_kept(sign, last[at - 1 : at], last[at + 1 : at + 2]) for at, sign in enumerate(last)).strip(". ")
    stem, dot, ending = kept.rpartition(".")
    short = _shortened(stem if dot else kept) or "download"
    safe = f"{short}.{ending[:12]}" if dot else short
    return f"_{safe}" if RESERVED.match(safe) else safe


def _kept(sign: str, before: str, after: str) -> str:
    if sign in JOINERS:
        return sign if _joins(before) and _joins(after) else ""
    if unicodedata.category(sign) == "Zs":
        return " "
    return "" if unicodedata.category(sign) in LEFT_OUT or sign in '"<>:|?*' else sign


def _joins(neighbour: str) -> bool:
    """Whether it is a letter, its mark, or a picture: what joiners stand between (Persian, Indic scripts, emoji)."""
    return bool(neighbour) and unicodedata.category(neighbour)[0] in "LMS"


def _shortened(stem: str) -> str:
    cut = stem[:LONGEST_NAME].encode()[:LONGEST_BYTES].decode(errors="ignore")
    return cut.rstrip(f". {JOINERS}")
