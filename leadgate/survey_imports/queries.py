"""Reading imports: those of a survey, and what one that waits holds."""

import json
from collections.abc import Sequence
from uuid import UUID, uuid5

from sqlalchemy import select

from leadgate.foundation.db import session
from leadgate.foundation.installation import installation
from leadgate.statistics.disclosure import FEWEST
from leadgate.survey_imports.errors import MixedWithAnonymous, NoSuchImport, NotWaiting
from leadgate.survey_imports.models import SurveyImport, SurveyImportFile
from leadgate.survey_imports.rows import RowCounts, RowReader
from leadgate.survey_imports.seen import here_already, seen_in
from leadgate.survey_imports.tables import Table
from leadgate.survey_imports.types import ImportState
from leadgate.surveys.merging import is_anonymous
from leadgate.surveys.queries import definition_of, survey
from leadgate.surveys.responses import finished_counts, is_answered_here


def imports_of(survey: UUID) -> Sequence[SurveyImport]:
    """What was taken in or is being, newest first; not what only waits."""
    mine = select(SurveyImport).where(SurveyImport.survey_id == survey, SurveyImport.state != ImportState.WAITING)
    return session().scalars(mine.order_by(SurveyImport.made_at.desc())).all()


def import_of(survey: UUID, import_id: UUID, by: UUID | None) -> SurveyImport:
    """An import of a survey.

    Args:
        survey: the survey's id.
        import_id: the import's.
        by: who asks; what waits is shown to those only who brought it.

    Raises:
        NoSuchImport: there is none, or it is another's that waits.
    """
    found = session().get(SurveyImport, import_id)
    if found is None or found.survey_id != survey or (found.state == ImportState.WAITING and found.by != by):
        raise NoSuchImport
    return found


def table_of(import_id: UUID, begins: int = 0) -> Table:
    """The rows of an import: all of them while it waits, and a batch each while it is taken in.

    Args:
        import_id: the import's id.
        begins: of how many rows were taken in before, for a batch.

    Raises:
        NotWaiting: it is taken in, or a day has passed.
    """
    row = session().get(SurveyImportFile, part_id(import_id, begins))
    if row is None:
        raise NotWaiting
    text = installation().vault.key_of(row.subject_id).open(SurveyImportFile.content, row.id, row.content)
    raw = json.loads(text)
    rows = [(nth, cells) for nth, cells in raw["rows"]]
    return Table(
        raw["names"], rows, (), frozenset(raw.get("astray", ())), raw.get("open", False), (*raw.get("unread", ()),)
    )


def part_id(import_id: UUID, begins: int) -> UUID:
    """By which a part of a file is kept: the first one bears the id of its import.

    Args:
        import_id: the import's id.
        begins: so many rows stand before it.

    Returns:
        The id.
    """
    return uuid5(import_id, str(begins)) if begins else import_id


def has_figures(survey: UUID) -> bool:
    """Whether there are figures of a survey that could be compared with those after an import."""
    return finished_counts(survey).get(survey, 0) >= FEWEST


def reader_of(row: SurveyImport, table: Table) -> RowReader:
    """What reads the rows of an import as its columns are read now.

    Args:
        row: of the import.
        table: its file.
    """
    return RowReader(definition_of(row.survey_id, row.version), row.columns, table, row.language)


def look_at(row: SurveyImport, table: Table, reader: RowReader) -> RowCounts:
    """What would become of the rows of an import, those that are here already apart.

    Args:
        row: of the import.
        table: its file.
        reader: what reads it.
    """
    counts, good = reader.look(table)
    others = [one for one in imports_of(row.survey_id) if one.id != row.id and one.state == ImportState.DONE]
    seen = seen_in(row, reader.survey, others, is_anonymous=is_anonymous(row.survey_id))
    counts.here = here_already(seen, good) if seen.groups else set()
    counts.good -= len(counts.here)
    return counts


def refuse_mixing(survey_id: UUID) -> None:
    """Refuse rows somebody has in a file beside answers of people nobody shall know anything of.

    Raises:
        MixedWithAnonymous: the survey is anonymous, and somebody answered it here or still may.
    """
    if is_anonymous(survey_id) and (survey(survey_id).retired_at is None or is_answered_here(survey_id)):
        raise MixedWithAnonymous
