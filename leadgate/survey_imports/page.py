"""What a marketer sees of an import: which column is which question, and what becomes of the rows."""

from codecs import BOM_UTF8
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from uuid import UUID

from werkzeug.datastructures import MultiDict

from leadgate.foundation.web import spreadsheets
from leadgate.survey_imports import queries
from leadgate.survey_imports.doubts import doubts_about
from leadgate.survey_imports.models import SurveyImport
from leadgate.survey_imports.rows import RowCounts, RowReader
from leadgate.survey_imports.tables import Table
from leadgate.survey_imports.targets import LEFT_OUT, SPECIAL, targets_of
from leadgate.survey_imports.types import ImportState
from leadgate.surveys.queries import definition_of, survey, title_of

SHOWN = 20
LONGEST_EXAMPLE = 60


@dataclass(frozen=True, slots=True)
class FileColumn:
    """One column of a file: its name, something that stands in it, and what it is read as."""

    number: int
    name: str
    example: str
    read_as: str


@dataclass(frozen=True)
class ImportPage:
    """One import in the reader's language."""

    row: SurveyImport
    language: str
    typed: list[str] | None = None
    """What was sent last, where it was refused."""

    @property
    def title(self) -> str:
        """The survey's."""
        return title_of(survey(self.row.survey_id), self.language)

    @property
    def waits(self) -> bool:
        """Whether nothing is kept of it yet."""
        return self.row.state == ImportState.WAITING

    @cached_property
    def table(self) -> Table:
        """The rows of its file."""
        return queries.table_of(self.row.id)

    @cached_property
    def _reader(self) -> RowReader:
        return queries.reader_of(self.row, self.table)

    @cached_property
    def look(self) -> RowCounts:
        """What would become of them."""
        return queries.look_at(self.row, self.table, self._reader)

    @cached_property
    def doubts(self) -> list[str]:
        """What somebody has to have seen before they are kept."""
        return doubts_about(self.table, self.row.columns, self._reader, self.language)

    @property
    def refused(self) -> list[tuple[int, str]]:
        """The first of those that cannot be kept."""
        return self.look.refused[:SHOWN]

    @cached_property
    def choices(self) -> list[tuple[str, str]]:
        """What a column can be read as: names and words."""
        asked = targets_of(definition_of(self.row.survey_id, self.row.version), self.language)
        return [*((name, str(words)) for name, words in SPECIAL.items()), *((one, asked[one].label) for one in asked)]

    @property
    def columns(self) -> Iterator[FileColumn]:
        """The columns of the file that can be read, in their order."""
        for at, (name, read_as) in enumerate(zip(self.table.names, self.typed or self.row.columns, strict=True)):
            example = next((row[at] for _nth, row in self.table.rows if row[at]), "")
            yield FileColumn(at, name, example[:LONGEST_EXAMPLE], read_as)

    def chosen(self, sent: MultiDict[str, str]) -> list[str]:
        """What the columns are, as a form says it."""
        known = {name for name, _words in self.choices}
        found = [sent.get(f"column.{at}", LEFT_OUT) for at in range(len(self.row.columns))]
        return [one if one in known else LEFT_OUT for one in found]

    def as_csv(self) -> bytes:
        """The rows that cannot be kept, as they stand in the file, each with its number and why."""
        cells, names = dict(self.table.rows), ["row", "why", *self.table.names]
        places = [str(at) for at in range(len(names))]  # two columns may have one name
        lines: list[list[object]] = [[*names], *([number, why, *cells[number]] for number, why in self.look.refused)]
        rows = [dict(zip(places, line, strict=True)) for line in lines]
        return BOM_UTF8 + spreadsheets.for_spreadsheets(places, rows).partition(b"\r\n")[2]


def page_of(
    survey_id: UUID, import_id: UUID, by: UUID | None, language: str, *, typed: list[str] | None = None
) -> ImportPage:
    """The page of an import.

    Args:
        survey_id, import_id: the survey's id, and the import's.
        by: who asks.
        language: theirs.
        typed: what they sent last, where it was refused.

    Raises:
        NoSuchImport: there is none, or it is another's that waits.
    """
    return ImportPage(queries.import_of(survey_id, import_id, by), language, typed)
