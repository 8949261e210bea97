"""Judging lines: what becomes of each, a batch at a time. Who asked for no letters stays out, whatever it says."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from leadgate.consent import queries as consent
from leadgate.consent.queries import YES
from leadgate.foundation import clock
from leadgate.foundation.mail.addresses import MailAddress, NotAnAddress, parsed
from leadgate.lead_imports.targets import ADDRESS, ENDED, STATUS, WHEN, WHERE, WORDING, moment_in
from leadgate.lead_imports.types import LineFate
from leadgate.people import access
from leadgate.people import queries as people

Line = tuple[int, list[str]]
LONGEST_PROOF = 500


@dataclass(frozen=True, slots=True)
class ConsentClaim:
    """What a line says of how somebody agreed."""

    when: datetime
    where: str
    wording: str


@dataclass(frozen=True, slots=True)
class JudgedLine:
    """One line of a file.

    Args:
        number: in the file, which begins at 1.
        cells: as they stand there.
        address, index: None where there is none.
        person: who is known by it.
        claim: how they agreed, where the line says enough.
    """

    number: int
    cells: list[str]
    fate: LineFate
    address: MailAddress | None = None
    index: bytes | None = None
    person: UUID | None = None
    claim: ConsentClaim | None = None


@dataclass(frozen=True, slots=True)
class LineReader:
    """Reads lines by what their columns are.

    Args:
        columns: each by the name of its target.
        purpose: the slug of what they agreed to.
    """

    columns: Sequence[str]
    purpose: str

    def judged(self, lines: Sequence[Line], seen: set[bytes]) -> Iterator[JudgedLine]:
        """What becomes of some lines, in a constant number of statements.

        Args:
            lines: with their numbers.
            seen: the indexes of the addresses further up, which grow by those here.
        """
        read = [(number, cells, self._address(cells)) for number, cells in lines]
        indexes = {number: people.index_of(mail) for number, _cells, mail in read if mail}
        older = {number: old[0] for number, _cells, mail in read if mail and (old := people.older_hash(mail))}
        known = access.known_by(set(indexes.values()))
        gone = people.indexes_under_stone({*indexes.values(), *older.values()})
        alone = access.left_alone({*indexes.values(), *older.values()}) | access.restricted_by(set(indexes.values()))
        said = {person: self._said(each) for person, each in consent.standings(list(known.values())).items()}
        for number, cells, mail in read:
            if mail is None:
                yield JudgedLine(number, cells, LineFate.NO_ADDRESS)
                continue
            index, person = indexes[number], known.get(indexes[number])
            mine, claim = {index, older.get(number, index)}, self._claim(cells)
            there = {"is_twice": index in seen, "is_gone": bool(mine & gone), "is_alone": bool(mine & alone)}
            against = self._against(cells, mail, **there)
            fate = against or self._agreement(claim, said.get(person, ()) if person else None)
            seen.add(index)
            yield JudgedLine(number, cells, fate, mail, index, person, claim)

    def _against(
        self, cells: list[str], mail: MailAddress, *, is_twice: bool, is_gone: bool, is_alone: bool
    ) -> LineFate | None:
        reasons = {
            LineFate.TWICE: is_twice,
            LineFate.ERASED: is_gone,
            LineFate.LEFT_ALONE: is_alone,
            LineFate.ENDED_THERE: self._cell(cells, STATUS).casefold() in ENDED,
            LineFate.THROW_AWAY: mail.is_throw_away,
        }
        return next((fate for fate, holds in reasons.items() if holds), None)

    def _agreement(self, claim: ConsentClaim | None, said: Sequence[bool] | None) -> LineFate:
        """Of somebody nothing speaks against.

        Args:
            claim: what the line says.
            said: whether somebody known said yes here, if they were asked; None of nobody known.
        """
        if said:
            return LineFate.KNOWN if said[0] else LineFate.LEFT_ALONE
        if claim is None:
            return LineFate.NO_PROOF
        return LineFate.NEW if said is None else LineFate.ADDED

    def _said(self, standings: Sequence[consent.ConsentStatus]) -> Sequence[bool]:
        return [one.state in YES for one in standings if one.slug == self.purpose]

    def _cell(self, cells: list[str], target: str) -> str:
        return cells[self.columns.index(target)].strip() if target in self.columns else ""

    def _address(self, cells: list[str]) -> MailAddress | None:
        try:
            return parsed(self._cell(cells, ADDRESS))
        except NotAnAddress:
            return None

    def _claim(self, cells: list[str]) -> ConsentClaim | None:
        when = moment_in(self._cell(cells, WHEN))
        where, wording = self._cell(cells, WHERE)[:LONGEST_PROOF], self._cell(cells, WORDING)[:LONGEST_PROOF]
        if when is None or when > clock.now() or not (where or wording):
            return None
        return ConsentClaim(when, where, wording)


def counted(lines: Mapping[str, int], more: Sequence[JudgedLine]) -> dict[str, int]:
    """Counts by fate, with more lines."""
    counts = dict(lines)
    for one in more:
        counts[one.fate] = counts.get(one.fate, 0) + 1
    return counts
