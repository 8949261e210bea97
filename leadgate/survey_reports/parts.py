"""Parts of those who answered: of one language, from one source, or with a certain answer."""

from collections.abc import Mapping
from typing import Any

from leadgate.questions.kinds import AnyItem, OneChoice, SeveralChoices

ALL = ""
LANGUAGE, SOURCE = ".language", ".source"
"""No question has such a key."""


def belongs_to(part: str, row: Any, items: Mapping[str, AnyItem], answers: Mapping[str, Any]) -> bool:
    """Whether a response belongs to a part."""
    if part == ALL:
        return True
    name, _, code = part.partition("=")
    if name in (LANGUAGE, SOURCE):
        return bool(getattr(row, name[1:]) == code)
    return name in answers and code in items[name].codes(answers[name])


def parts_of(items: Mapping[str, AnyItem]) -> list[str]:
    """The parts one can ask for by an answer."""
    choices = [item for item in items.values() if isinstance(item, OneChoice | SeveralChoices)]
    return [f"{item.key}={code}" for item in choices for code in item.in_line]
