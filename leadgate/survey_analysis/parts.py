"""Parts of those who answered: of one language, from one source, or with a certain answer."""

from collections.abc import Mapping

from leadgate.questions.kinds import AnyItem, OneChoice, SeveralChoices

ALL = ""
LANGUAGE, SOURCE = ".language", ".source"
"""No question has such a key."""


def maker_of(part: str, items: Mapping[str, AnyItem]) -> tuple[tuple[str, str], str]:
    """The line whose answers make such parts, as `analysis.lines` names it, and which of its answers makes this one."""
    name, _, code = part.partition("=")
    return (name, code if isinstance(items.get(name), SeveralChoices) else ""), code


def parts_of(items: Mapping[str, AnyItem]) -> list[str]:
    """The parts one can ask for by an answer."""
    choices = [item for item in items.values() if isinstance(item, OneChoice | SeveralChoices)]
    return [f"{item.key}={code}" for item in choices for code in item.in_line]
