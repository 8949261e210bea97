"""Display names: which ones look alike, so that nobody can pass for somebody else in a group."""

import unicodedata
from typing import Any
from uuid import UUID

from leadgate.foundation.installation import installation

LONGEST = 60


def name_key(group: UUID, name: str) -> bytes:
    """By which names of a group that look alike are equal (Unicode Technical Standard 39, section 4: skeletons)."""
    return installation().vault.blind_index(f"group-name/{group}", skeleton(name))


def skeleton(name: str) -> str:
    """A name with every sign replaced by the plainest one that looks like it, without spaces, marks and case."""
    signs = [sign for sign in unicodedata.normalize("NFKD", name) if sign.isalnum() and not unicodedata.combining(sign)]
    # Before and after folding: some signs look like a capital letter only, some like a small one only.
    plain = "".join(_plainest(sign) for sign in signs).casefold()
    plainest = "".join(_plainest(sign) for sign in plain).casefold().translate(_SAME)
    return plainest or unicodedata.normalize("NFKC", name).strip()  # a name of signs only looks like itself


_SAME = str.maketrans({"0": "o", "1": "l", "i": "l", "|": "l", "5": "s", "m": "rn"})


def _plainest(sign: str) -> str:
    if sign.isascii():
        return sign
    from confusable_homoglyphs import confusables  # its tables are seven megabytes, and most names need none of them

    alike: list[dict[str, Any]] = confusables.is_confusable(sign, greedy=True) or []
    latin = (one["c"] for found in alike for one in found["homoglyphs"] if one["c"].isascii())
    return next(latin, sign)
