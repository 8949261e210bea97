"""Taking an import in, batch by batch, by the workers; all of it counts once all of it is there.

A batch is an act of its own that moves the import on: one that is worked twice, or killed in between, keeps nothing
twice.
"""

import random
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from sqlalchemy import delete

from leadgate.foundation import audit, clock
from leadgate.foundation.background import outbox
from leadgate.foundation.databases.locking import locked
from leadgate.foundation.db import action, forget_what_was_read, session
from leadgate.statistics.disclosure import FEWEST
from leadgate.survey_imports import queries
from leadgate.survey_imports.actions.importing import forget_file, sealed_table
from leadgate.survey_imports.doubts import doubts_about
from leadgate.survey_imports.errors import (
    AllHere,
    DoubtsOpen,
    ImportedBefore,
    NothingToImport,
    NotWaiting,
    TooFewToImport,
)
from leadgate.survey_imports.models import SurveyImport, SurveyImportFile
from leadgate.survey_imports.rows import settled, without_sensitive
from leadgate.survey_imports.tables import Table
from leadgate.survey_imports.types import ImportState
from leadgate.surveys.actions import bringing
from leadgate.surveys.actions.bringing import BroughtResponse
from leadgate.surveys.queries import definition_of

WORKED_WITHIN = timedelta(days=7)
BATCH = 200
WORKED = "survey_imports.take_in"


def begin(import_id: UUID, *, by: UUID | None, is_sure: bool = False, again: bool = False) -> int:
    """Take an import in, as its columns are read now; the workers do it, and its responses count once all are there.

    Args:
        import_id: of one that waits.
        by: the member of staff; None on the command line.
        is_sure: whether they have said that what is doubtful is meant so.
        again: whether rows are taken in as well that say what responses say which are here already.

    Returns:
        How many rows can be kept.

    Raises:
        NotWaiting: it is taken in already, or its file is gone.
        ImportedBefore: the same file is in this survey.
        DoubtsOpen: something is doubtful.
        NothingToImport, AllHere: no row can be kept, or each is here already.
        MixedWithAnonymous: the survey is anonymous, and somebody answered it here or still may.
        TooFewToImport: fewer than five can, and there are figures already.
    """
    row = session().get(SurveyImport, import_id)
    if row is None:
        raise NotWaiting
    queries.refuse_mixing(row.survey_id)
    table = queries.table_of(import_id)
    reader = queries.reader_of(row, table)
    counts = queries.look_at(row, table, reader)
    good, left = (counts.good + len(counts.here), set[int]()) if again else (counts.good, counts.here)
    if any(one.fingerprint == row.fingerprint for one in _others(row)):
        raise ImportedBefore
    if not is_sure and doubts_about(table, row.columns, reader, row.language):
        raise DoubtsOpen
    if not good:
        raise AllHere if left else NothingToImport
    # The order of a file is often that of days, or of names.
    rows = [one for one in table.rows if one[0] not in left]
    mixed = table.of_rows(random.SystemRandom().sample(rows, len(rows)))
    _begin(import_id, mixed, (row.columns, settled(row.columns, reader)), good, by)
    return good


@action
def _begin(import_id: UUID, table: Table, columns: tuple[list[str], list[str]], good: int, by: UUID | None) -> None:
    row, (looked_at, settle) = locked(SurveyImport, import_id), columns
    if row is None or row.state != ImportState.WAITING or row.columns != looked_at:
        raise NotWaiting
    if any(one.fingerprint == row.fingerprint for one in _others(row)):
        raise ImportedBefore
    if good < FEWEST and queries.has_figures(row.survey_id):
        raise TooFewToImport
    _in_parts(import_id, table)
    row.state, row.by, row.columns = ImportState.AT_WORK, by, settle
    audit.record(f"survey:import-responses:{good}", actor=by, subject=row.survey_id)
    _go_on(row)


def _in_parts(import_id: UUID, table: Table) -> None:
    """Keep the file in parts of a batch each: none of them is opened before its turn, nor twice."""
    session().execute(delete(SurveyImportFile).where(SurveyImportFile.id == import_id))
    ends = clock.now() + WORKED_WITHIN
    for begins in range(0, len(table.rows), BATCH):
        content = sealed_table(import_id, table.of_rows(table.rows[begins : begins + BATCH]), begins)
        name = queries.part_id(import_id, begins)
        session().add(SurveyImportFile(id=name, subject_id=import_id, content=content, expires_at=ends))


def _others(row: SurveyImport) -> list[SurveyImport]:
    mine = queries.imports_of(row.survey_id)
    return [one for one in mine if one.id != row.id and one.state != ImportState.UNDONE]


def _go_on(row: SurveyImport) -> None:
    payload: Mapping[str, object] = {"import_id": row.id, "taken": row.taken}
    outbox.put(WORKED, payload, key=f"{WORKED}/{row.id}/{row.taken}")


@dataclass
class _Batch:
    """Some rows of an import, read.

    Args:
        responses: those that can be kept.
        unasked, sensitive: how many answers were left out of them.
        end: so many rows are read now.
        is_last: whether these are all.
    """

    responses: list[BroughtResponse]
    unasked: int
    sensitive: int
    end: int
    is_last: bool


def take_in(import_id: str, taken: str) -> None:
    """Take in one batch of an import, and see to the next; the last one lets all count. Twice is as good as once.

    Args:
        import_id: the import's id.
        taken: so many rows were taken in before: whoever finds more has nothing to do.
    """
    forget_what_was_read()
    row = session().get(SurveyImport, UUID(import_id))
    if row is not None and row.state == ImportState.AT_WORK and row.taken == int(taken):
        _keep_batch(row.id, row.taken, _read_batch(row))


def _read_batch(row: SurveyImport) -> _Batch:
    """Read outside of any act: looking through words takes long."""
    table, survey = queries.table_of(row.id, row.taken), definition_of(row.survey_id, row.version)
    reader, end = queries.reader_of(row, table), row.taken + len(table.rows)
    found = _Batch([], 0, 0, end, session().get(SurveyImportFile, queries.part_id(row.id, end)) is None)
    for one in reader.kept(table.rows):
        response, sensitive = without_sensitive(survey, one.response)
        found.responses.append(response)
        found.unasked, found.sensitive = found.unasked + one.unasked, found.sensitive + sensitive
    return found


@action
def _keep_batch(import_id: UUID, taken: int, batch: _Batch) -> None:
    row = locked(SurveyImport, import_id)
    if row is None or row.state != ImportState.AT_WORK or row.taken != taken:
        return
    bringing.bring(row.survey_id, row.version, row.id, batch.responses)
    row.kept, row.taken = row.kept + len(batch.responses), batch.end
    row.unasked, row.sensitive = row.unasked + batch.unasked, row.sensitive + batch.sensitive
    if not batch.is_last:
        _go_on(row)
        return
    bringing.let_count(row.id)
    row.state, row.done_at = ImportState.DONE, clock.now()
    forget_file(row.id)
