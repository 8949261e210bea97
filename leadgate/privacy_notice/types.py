"""What a privacy notice is made of."""

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from flask_babel import gettext

NAMES = (
    *("who", "purposes", "data", "source", "recipients", "abroad", "retention", "rights", "automated", "cookies"),
    *("complaint", "california"),
)
"""The sections, in their order."""


@dataclass(frozen=True, slots=True)
class NoticeRow:
    """One thing and what is said of it.

    Args:
        language: of both, where it is not the notice's own (BCP 47).
        note: a sentence below it, in the notice's own.
    """

    label: str
    value: str
    language: str = ""
    note: str = ""

    @property
    def line(self) -> str:
        """All of it on one line."""
        return f"{self.label}{gettext(': ')}{self.value} {self.note}".strip()


@dataclass(frozen=True, slots=True)
class NoticeSection:
    """One question a person asks, and its answer.

    Args:
        name: one of `NAMES`.
        question: its heading.
        answer: the short one, which also stands at the head of the notice.
        points: more, a sentence or some each.
        rows: more, as a list of things.
        links: words, and places of pages here (`Nav`).
        own: paragraphs of the owner's, in Markdown.
    """

    name: str
    question: str
    answer: str
    points: tuple[str, ...] = ()
    rows: tuple[NoticeRow, ...] = ()
    links: tuple[tuple[str, str], ...] = ()
    own: str = ""

    def lines(self) -> Iterator[str]:
        """Everything it says, in lines that can be compared with those of another version."""
        yield from (self.answer, *self.points)
        yield from (row.line for row in self.rows)
        yield from (line for line in self.own.splitlines() if line.strip())


Written = Mapping[str, tuple[NoticeSection, ...]]
"""A notice by the tags of its languages."""


@dataclass(frozen=True, slots=True)
class ChangedSection:
    """What one section says otherwise than in the version before.

    Args:
        question: its heading.
        added: what it says now and did not say.
        gone: what it said and says no longer.
    """

    question: str
    added: tuple[str, ...] = field(default=())
    gone: tuple[str, ...] = field(default=())


def as_kept(written: Written) -> dict[str, list[dict[str, Any]]]:
    """A notice as it lies in the database."""
    return {tag: [asdict(one) for one in sections] for tag, sections in written.items()}


def opened(kept: Mapping[str, list[dict[str, Any]]]) -> Written:
    """A notice that lay in the database."""
    return {tag: tuple(_opened(one) for one in sections) for tag, sections in kept.items()}


def _opened(kept: Mapping[str, Any]) -> NoticeSection:
    return NoticeSection(
        kept["name"],
        kept["question"],
        kept["answer"],
        tuple(kept["points"]),
        tuple(NoticeRow(**row) for row in kept["rows"]),
        tuple((words, place) for words, place in kept["links"]),
        kept["own"],
    )


def changed(old: tuple[NoticeSection, ...], new: tuple[NoticeSection, ...]) -> list[ChangedSection]:
    """What a version says otherwise than the one before, by section.

    Args:
        old, new: both in one language.
    """
    before, after = {one.name: one for one in old}, {one.name: one for one in new}
    found = []
    for name in dict.fromkeys((*after, *before)):
        lines, were = _lines(after.get(name)), _lines(before.get(name))
        added, gone = tuple(one for one in lines if one not in were), tuple(one for one in were if one not in lines)
        if added or gone:
            found.append(ChangedSection((after.get(name) or before[name]).question, added, gone))
    return found


def _lines(section: NoticeSection | None) -> list[str]:
    return list(dict.fromkeys(section.lines())) if section else []
