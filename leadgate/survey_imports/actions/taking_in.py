"""Taking an import in, batch by batch, by the workers; all of it counts once all of it is there.

A batch is an act of its own that moves the import on: one that is worked twice, or killed in between, keeps nothing
twice.
"""

import random
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from leadgate.foundation import audit, clock
from leadgate.foundation.background import outbox
from leadgate.foundation.databases.locking import locked
from leadgate.foundation.db import action, forget_what_was_read, session
from leadgate.statistics.disclosure import FEWEST
from leadgate.survey_imports import queries
from leadgate.survey_imports.actions.importing import forget_file, sealed_table
from leadgate.survey_imports.errors import ImportedBefore, NothingToImport, NotWaiting, TooFewToImport
from leadgate.survey_imports.models import SurveyImport, SurveyImportFile
from leadgate.survey_imports.rows import without_sensitive
from leadgate.survey_imports.tables import Table
from leadgate.survey_imports.types import ImportState
from leadgate.surveys.actions import bringing
from leadgate.surveys.actions.bringing import BroughtResponse
from leadgate.surveys.queries import definition_of

WORKED_WITHIN = timedelta(days=7)
BATCH = 200
WORKED = "survey_imports.take_in"


def begin(import_id: UUID, *, by: UUID | None) -> int:
    """Take an import in, as its columns are read now; the workers do it, and its responses count once all are there.

    Args:
        import_id: of one that waits.
        by: the member of staff; None on the command line.

    Returns:
        How many rows can be kept.

    Raises:
        NotWaiting: it is taken in already, or its file is gone.
        ImportedBefore: the same file is in this survey.
        NothingToImport: no row can be kept.
        TooFewToImport: fewer than five can, and there are figures already.
    """
    row = session().get(SurveyImport, import_id)
    if row is None:
        raise NotWaiting
    table = queries.table_of(import_id)
    good = queries.reader_of(row, table).look(table).good
    if not good:
        raise NothingToImport
    _begin(import_id, table, row.columns, good, by)
    return good


@action
def _begin(import_id: UUID, table: Table, columns: list[str], good: int, by: UUID | None) -> None:
    row = locked(SurveyImport, import_id)
    if row is None or row.state != ImportState.WAITING or row.columns != columns:
        raise NotWaiting
    if any(one.fingerprint == row.fingerprint and one.state != ImportState.UNDONE for one in _others(row)):
        raise ImportedBefore
    if good < FEWEST and queries.has_figures(row.survey_id):
        raise TooFewToImport
    # The order of a file is often that of days, or of names.
    mixed = random.SystemRandom().sample(table.rows, len(table.rows))
    file = session().get_one(SurveyImportFile, import_id)
    file.content, file.expires_at = sealed_table(import_id, Table(table.names, mixed)), clock.now() + WORKED_WITHIN
    row.state, row.by = ImportState.AT_WORK, by
    audit.record(f"survey:import-responses:{good}", actor=by, subject=row.survey_id)
    _go_on(row)


def _others(row: SurveyImport) -> list[SurveyImport]:
    return [one for one in queries.imports_of(row.survey_id) if one.id != row.id]


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
    table, survey = queries.table_of(row.id), definition_of(row.survey_id, row.version)
    reader, end = queries.reader_of(row, table), min(row.taken + BATCH, len(table.rows))
    found = _Batch([], 0, 0, end, end == len(table.rows))
    for one in reader.kept(table.rows[row.taken : end]):
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
