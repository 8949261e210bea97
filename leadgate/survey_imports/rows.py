"""Reading the rows of a file: which can be kept, which cannot and why; the words of each question's own refusals."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from flask_babel import gettext

from leadgate.foundation import clock
from leadgate.foundation.languages import NAMES, current
from leadgate.pii_detection.senses import findings
from leadgate.questionnaires.definition import Definition
from leadgate.questionnaires.flow import Walk
from leadgate.questions.errors import NotAnAnswer
from leadgate.questions.kinds import Day, said
from leadgate.survey_imports.answers import Answering
from leadgate.survey_imports.days import DMY, MDY, ORDERS, DayOrder, day_of, order_of
from leadgate.survey_imports.guessing import CODED, ENDED, NO_RESPONSES
from leadgate.survey_imports.tables import Row, Table
from leadgate.survey_imports.targets import DAY, KIND, LANGUAGE, STATE, parted
from leadgate.survey_imports.wording import plain
from leadgate.surveys.actions.bringing import BroughtResponse, end_of
from leadgate.surveys.sealed import SealedResponse

QUOTED = 40
NONE_GIVEN = {"n/a", "-"}


class RowRefused(Exception):
    """A row that cannot be kept.

    Args:
        why: a sentence.
    """

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


@dataclass(frozen=True, slots=True)
class RowRead:
    """A row that can be kept: its number in the file, and how many of its answers are left out as not asked."""

    number: int
    response: BroughtResponse
    unasked: int


@dataclass
class RowCounts:
    """What became of the rows of a file.

    Args:
        good: how many can be kept.
        refused: the others: their numbers in the file, and why.
        unasked: how many answers are left out of the good ones.
        here: the numbers of those that say what responses say that are here already; they are not among the good.
    """

    good: int = 0
    refused: list[tuple[int, str]] = field(default_factory=list)
    unasked: int = 0
    here: set[int] = field(default_factory=set)


class RowReader:
    """Reads rows as responses to a survey.

    Args:
        survey: the version they are read as.
        columns: what each column is, by the names of `targets`.
        table: the file; its days tell how they are written, where its columns do not say it.
        language: of rows that do not say it, and of their numbers and days.
    """

    def __init__(self, survey: Definition, columns: Sequence[str], table: Table, language: str) -> None:
        self.survey, self.astray = survey, table.astray
        self.language = language if language in survey.languages else survey.languages[0]
        self.parts: dict[str, dict[str, int]] = defaultdict(dict)
        self.own: dict[str, int] = {}
        for at, name in enumerate(columns):
            key, part = parted(name)
            if key in survey.items:
                self.parts[key][part] = at
            elif name:
                self.own[key] = at
        self.orders = {at: self._order(table, at, name, language) for at, name in enumerate(columns) if name}
        self.items = {
            key: Answering(
                survey.items[key],
                language.replace("-", "_"),
                self.orders[next(iter(cells.values()))].order,
            )
            for key, cells in self.parts.items()
        }
        self._known: dict[tuple[str, ...], Any] = {}

    @staticmethod
    def _order(table: Table, at: int, read_as: str, language: str) -> DayOrder:
        if (said_so := read_as.partition("/")[2]) in ORDERS:
            return DayOrder(said_so, is_told=True)
        usual = MDY if language.startswith(("en", "zh")) else DMY
        return order_of((row[at] for _nth, row in table.rows), otherwise=usual, today=clock.now().date())

    def look(self, table: Table) -> tuple[RowCounts, list[RowRead]]:
        """What would become of all rows, and what the good ones say."""
        found = RowCounts()
        good = [*self.kept(table.rows, found.refused)]
        found.good, found.unasked = len(good), sum(read.unasked for read in good)
        return found, good

    def kept(self, rows: Iterable[tuple[int, Row]], refused: list[tuple[int, str]] | None = None) -> Iterator[RowRead]:
        """The rows that can be kept; their words are not looked through yet.

        Args:
            rows: with their numbers in the file.
            refused: gets the numbers of the others, each with why, in the reader's language.
        """
        for number, row in rows:
            try:
                read = self._read(number, row)
            except RowRefused as refusal:
                if refused is not None:
                    refused.append((number, refusal.why))
                continue
            yield read

    def _read(self, number: int, row: Row) -> RowRead:
        if number in self.astray:
            raise RowRefused(
                gettext(
                    "Its cells do not fit the columns: the file ends within it, or a sign between them or a quotation"
                    " mark is amiss."
                )
            )
        day = self._day(row)
        answers = {key: value for key, value in self._answers(row) if value is not None}
        if not answers:
            raise RowRefused(gettext("It has no answer."))
        walk = Walk(self.survey, answers, (), 0)
        held = SealedResponse(answers, tuple(walk.reached)).only(walk.reached)
        response = BroughtResponse(held, day, self._language(row))
        return RowRead(number, response, len(answers) - len(held.answers))

    def _answers(self, row: Row) -> Iterator[tuple[str, Any]]:
        for key, parts in self.parts.items():
            cells = {part: "" if row[at].casefold() in NONE_GIVEN else row[at] for part, at in parts.items()}
            yield key, self._answer(key, cells) if any(cells.values()) else None

    def _answer(self, key: str, cells: Mapping[str, str]) -> Any:
        same = (key, *cells.values())
        if same not in self._known:
            try:
                self._known[same] = self.items[key].read(cells)
            except NotAnAnswer as refusal:
                self._known[same] = refusal
        found = self._known[same]
        if isinstance(found, NotAnAnswer):
            raise RowRefused(f"{said(self.survey.items[key].label, current())} {_quoting(cells, str(found))}")
        return found

    def _day(self, row: Row) -> date:
        today = clock.now().date()
        if STATE in self.own and plain(row[self.own[STATE]]) not in ENDED:
            raise RowRefused(gettext("It was not finished."))
        kind = row[self.own[KIND]] if KIND in self.own else ""
        if plain(kind) in NO_RESPONSES | CODED:
            raise RowRefused(gettext("It is no response: “%(kind)s” stands there.", kind=kind[:QUOTED]))
        if DAY not in self.own:
            return today
        text = row[self.own[DAY]]
        if not text:
            raise RowRefused(gettext("It has no day: it was not finished."))
        try:
            day = day_of(text, self.orders[self.own[DAY]].order)
        except NotAnAnswer as refusal:
            raise RowRefused(str(refusal)) from refusal
        if day > today:
            raise RowRefused(gettext("Its day is still to come: “%(day)s”.", day=text[:QUOTED]))
        if end_of(day, self.survey.kept_days) <= clock.now():
            raise RowRefused(gettext("It is older than answers to this survey are kept: “%(day)s”.", day=text[:QUOTED]))
        return day

    def _language(self, row: Row) -> str:
        text = plain(row[self.own[LANGUAGE]]) if LANGUAGE in self.own else ""
        named = {plain(one): tag for tag in self.survey.languages for one in (tag, NAMES.get(tag, tag))}
        return named.get(text, self.language)


def _quoting(cells: Mapping[str, str], why: str) -> str:
    """A refusal with what stood there, where it does not say it."""
    texts = [one for one in cells.values() if one]
    if any(one[:QUOTED] in why for one in texts):
        return why
    told = ", ".join(f"“{one[:QUOTED]}”" for one in texts[:5])
    return str(gettext("%(why)s There stands: %(text)s.", why=why, text=told))


def settled(columns: Sequence[str], reader: RowReader) -> list[str]:
    """The same columns, each of days with the order it is read in: what reads a part of the rows sees no others."""
    asked = (cells for key, cells in reader.parts.items() if isinstance(reader.survey.items[key], Day))
    days = {reader.own.get(DAY), *(at for cells in asked for at in cells.values())}
    return [
        f"{name.partition('/')[0]}/{reader.orders[at].order}" if at in days else name for at, name in enumerate(columns)
    ]


def without_sensitive(survey: Definition, response: BroughtResponse) -> tuple[BroughtResponse, int]:
    """A response without the answers in whose words something was found that should not be there, and how many these
    are: nobody is there to be asked whether it may be kept.
    """
    answers = response.held.answers
    found = {key for key, value in answers.items() if any(map(findings, survey.items[key].words_of(value)))}
    return replace(response, held=response.held.only({*answers} - found)), len(found)
