"""Names for questions and answers, made of their words."""

import re
from collections.abc import Iterable

LONGEST_KEY = 40


def new_key(words: str, otherwise: str, taken: Iterable[str]) -> str:
    """A name for something new, after its words, that nothing else has."""
    plain = re.sub(r"[^a-z0-9]+", "_", words.lower()).strip("_")[: LONGEST_KEY - 4] or otherwise
    used = set(taken)
    names = (plain if not number else f"{plain}_{number + 1}" for number in range(len(used) + 1))
    return next(name for name in names if name not in used)
