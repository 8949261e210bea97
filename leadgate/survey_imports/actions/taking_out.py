"""Taking an import out again: all of it, as long as nothing hangs on it."""

from uuid import UUID

from leadgate.foundation import audit
from leadgate.foundation.databases.locking import locked
from leadgate.foundation.db import action
from leadgate.foundation.installation import installation
from leadgate.statistics.disclosure import FEWEST
from leadgate.survey_imports import queries
from leadgate.survey_imports.actions.importing import forget_file
from leadgate.survey_imports.errors import ImportInUse, TooFewToTakeOut
from leadgate.survey_imports.models import SurveyImport
from leadgate.survey_imports.types import ImportState
from leadgate.surveys.actions import bringing


@action
def take_out(import_id: UUID, *, by: UUID | None) -> None:
    """Delete all responses that came with an import, or end one that is at work; doing it twice is fine.

    Args:
        import_id: of one that was taken in, or is being.
        by: the member of staff; None on the command line.

    Raises:
        ImportInUse: coders have decided about some of its answers.
        TooFewToTakeOut: fewer than five are left of it, and there are figures.
    """
    row = locked(SurveyImport, import_id)
    if row is None or row.state not in (ImportState.DONE, ImportState.AT_WORK):
        return
    left = bringing.count_of(import_id)
    is_coded = installation().house.answer("survey_imports.is_coded")
    if is_coded and is_coded(bringing.brought_with(import_id)):
        raise ImportInUse
    if row.state == ImportState.DONE and 0 < left < FEWEST and queries.has_figures(row.survey_id):
        raise TooFewToTakeOut
    if left:
        bringing.take_out_import(row.survey_id, import_id)
    forget_file(import_id)
    row.state = ImportState.UNDONE
    audit.record(f"survey:take-out-responses:{left}", actor=by, subject=row.survey_id)
