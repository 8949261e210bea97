"""A dry run: a letter as it is now, tried on everybody who would get it, with nothing sent and nothing kept."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from leadgate.leads.types import ReachFigures
from leadgate.letter_sending import audience, editions, readers
from leadgate.letters import framing
from leadgate.letters import queries as letters
from leadgate.letters.composing.message import ComposedLetter
from leadgate.letters.queries import LetterCopied

AT_ONCE = 1_000


@dataclass(frozen=True, slots=True)
class DryRun:
    """What would become of a letter.

    Args:
        reach: who would get it, and why the others not.
        lacking: of how many something is not known that it says and has no other words for.
    """

    reach: ReachFigures
    lacking: int


def dry_run(letter: LetterCopied, chosen: str = "") -> DryRun:
    """Try a letter on everybody who would get it now.

    Args:
        letter: which.
        chosen: who of those who agree, as the address of the list of leads says it; all of them when empty.

    Raises:
        UnknownField, BrokenField, FieldInAddress: what it says cannot be composed.
    """
    composed = {
        tag: framing.compose_here(wording, tag, letter.purpose_id)
        for tag, wording in letters.wordings(letter.id).items()
        if wording.subject and wording.blocks
    }
    reach = audience.found(chosen).reach(letter.purpose_id)
    if not any(one.needs for one in composed.values()):
        return DryRun(reach, 0)
    return DryRun(reach, sum(lacking(composed, batch) for batch in _batches(letter.purpose_id, chosen)))


def _batches(purpose: UUID, chosen: str) -> Iterator[list[UUID]]:
    finding, last = audience.found(chosen), None
    while rows := finding.reached_after(purpose, last, AT_ONCE):
        yield [row.id for row in rows]
        last = rows[-1].id


def lacking(composed: Mapping[str, ComposedLetter], people: Sequence[UUID]) -> int:
    """Of how many people something is not known that a letter says in the language they would read it in.

    Args:
        composed: the letter, by language.
        people: their ids.
    """
    if not any(one.needs for one in composed.values()):
        return 0
    known = readers.readers(people)
    return sum(
        any(not one.values.get(name) for name in composed[editions.language_for(one.language, composed)].needs)
        for one in known.values()
    )
