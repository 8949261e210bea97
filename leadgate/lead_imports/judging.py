"""Judging lines: what becomes of each, a batch at a time. Who asked for no letters stays out, whatever it says."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from leadgate.consent.queries import Offer
from leadgate.foundation import clock
from leadgate.foundation.installation import installation
from leadgate.foundation.mail.addresses import MailAddress, NotAnAddress, parsed
from leadgate.lead_imports.knowledge import Knowledge, known_of
from leadgate.lead_imports.targets import (
    ADDRESS,
    ENDED,
    LANGUAGE,
    STATUS,
    WHEN,
    WHERE,
    WORDING,
    language_in,
    moment_in,
    moments_in,
)
from leadgate.lead_imports.types import LeadImportAsks, LineFate, OrderInDays
from leadgate.people import queries as people

Line = tuple[int, list[str]]
LONGEST_PROOF = 500


@dataclass(frozen=True, slots=True)
class ConsentClaim:
    """What a line says of how somebody agreed."""

    when: datetime
    where: str
    wording: str


@dataclass(slots=True)
class JudgedLine:
    """One line of a file.

    Args:
        number: in the file, which begins at 1.
        cells: as they stand there.
        address, index: None where there is none.
        language: of the letters to whoever is new.
        claim: how they agreed, where the line says enough.
        person: who is known by the address.
    """

    number: int
    cells: list[str]
    address: MailAddress | None
    index: bytes | None
    language: str
    claim: ConsentClaim | None
    person: UUID | None = None
    fate: LineFate = LineFate.NO_ADDRESS


class LineReader:
    """Reads lines by what their columns are.

    Args:
        columns: each by the name of its target.
        offer: what they agreed to.
        language: of whoever has none in the line.
        asks: who is asked by letter.
        days: in which order day and month stand.
    """

    def __init__(
        self, columns: Sequence[str], offer: Offer, language: str, asks: str, days: str = OrderInDays.UNSAID
    ) -> None:
        self._at = {target: at for at, target in enumerate(columns) if target}
        self._offer, self._language, self._asks = offer, language, LeadImportAsks(asks)
        self._days = days
        self._spoken = installation().settings.languages

    def judged(self, read: Sequence[JudgedLine], twice: Collection[int]) -> Sequence[JudgedLine]:
        """The same lines with what becomes of each, in a constant number of statements.

        Args:
            read: as `read` has them.
            twice: the numbers of those whose address stands further up.
        """
        known = known_of(
            {one.index: one.address for one in read if one.index and one.address}, self._offer, asks=self._asks
        )
        for one in read:
            if one.address and one.index:
                one.person = known.people.get(one.index)
                one.fate = self._fate(one, known, is_twice=one.number in twice)
        return read

    def read(self, lines: Iterable[Line]) -> list[JudgedLine]:
        """What lines say, nothing of it looked up."""
        return [self._read(line) for line in lines]

    def _read(self, line: Line) -> JudgedLine:
        number, cells = line
        if not cells:
            return JudgedLine(number, cells, None, None, self._language, None, fate=LineFate.UNREAD)
        try:
            address = parsed(self._cell(cells, ADDRESS))
        except NotAnAddress:
            return JudgedLine(number, cells, None, None, self._language, None)
        language = language_in(self._cell(cells, LANGUAGE), self._spoken) if LANGUAGE in self._at else None
        index = people.index_of(address)
        return JudgedLine(number, cells, address, index, language or self._language, self._claim(cells))

    def _fate(self, one: JudgedLine, known: Knowledge, *, is_twice: bool) -> LineFate:
        assert one.address
        assert one.index
        if is_twice:
            return LineFate.TWICE
        if known.is_erased(one.index):
            return LineFate.ERASED
        if known.is_left_alone(one.index):
            return LineFate.LEFT_ALONE
        if self._cell(one.cells, STATUS).casefold() in ENDED:
            return LineFate.ENDED_THERE
        if one.address.is_throw_away:
            return LineFate.THROW_AWAY
        return self._agreement(one, known)

    def _agreement(self, one: JudgedLine, known: Knowledge) -> LineFate:
        """Of somebody nothing speaks against."""
        assert one.index
        said = known.said.get(one.person) if one.person else None
        if said is not None:
            return LineFate.KNOWN if said else LineFate.LEFT_ALONE
        if one.claim and self._asks is not LeadImportAsks.EVERYBODY:
            return LineFate.ADDED if one.person else LineFate.NEW
        if not one.claim and self._asks is not LeadImportAsks.EVERYBODY and self._is_of_two_days(one.cells):
            return LineFate.WHICH_DAY
        if self._asks is LeadImportAsks.NOBODY:
            return LineFate.NO_PROOF
        if known.wants_no_letter(one.index):
            return LineFate.LEFT_ALONE
        return LineFate.ASKED_BEFORE if known.was_asked(one.index) else LineFate.ASKED

    def _cell(self, cells: list[str], target: str) -> str:
        at = self._at.get(target)
        return cells[at].strip() if at is not None else ""

    def _claim(self, cells: list[str]) -> ConsentClaim | None:
        when = moment_in(self._cell(cells, WHEN), self._days)
        where, wording = self._cell(cells, WHERE)[:LONGEST_PROOF], self._cell(cells, WORDING)[:LONGEST_PROOF]
        if when is None or when > clock.now() or not (where or wording):
            return None
        return ConsentClaim(when, where, wording)

    def _is_of_two_days(self, cells: list[str]) -> bool:
        """Whether only the order of day and month is missing for a proof."""
        if moment_in(self._cell(cells, WHEN), self._days) or not (
            self._cell(cells, WHERE) or self._cell(cells, WORDING)
        ):
            return False
        return any(one and one <= clock.now() for one in moments_in(self._cell(cells, WHEN)))


def counted(lines: Mapping[str, int], more: Sequence[JudgedLine]) -> dict[str, int]:
    """Counts by fate, with more lines."""
    counts = dict(lines)
    for one in more:
        counts[one.fate] = counts.get(one.fate, 0) + 1
    return counts
