"""What the doctor finds."""

from collections.abc import Callable, Iterator
from typing import NamedTuple


class Diagnosis(NamedTuple):
    """One thing that was found.

    Args:
        sentence: what is so, and how to mend it.
        is_trouble: whether something does not work; otherwise it is only worth knowing.
    """

    sentence: str
    is_trouble: bool


def trouble(sentence: str) -> Diagnosis:
    """Something that does not work."""
    return Diagnosis(sentence, is_trouble=True)


def note(sentence: str) -> Diagnosis:
    """Something that works, and should be known."""
    return Diagnosis(sentence, is_trouble=False)


Check = Callable[[], Iterator[Diagnosis]]
