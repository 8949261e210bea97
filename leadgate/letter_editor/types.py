"""In which ways the steps of a letter are taken."""

from enum import StrEnum


class LetterWay(StrEnum):
    """Where a step leads."""

    BACK = "back"
    FORTH = "forth"
