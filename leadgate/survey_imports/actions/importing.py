"""Importing begins with a look: nothing is kept but the file, sealed and for a day at most, without the columns that
say who somebody is.
"""

import json
from datetime import timedelta
from uuid import UUID

from sqlalchemy import delete

from leadgate.foundation import clock
from leadgate.foundation.databases.locking import locked
from leadgate.foundation.db import action, session
from leadgate.foundation.ids import new_id
from leadgate.foundation.installation import installation
from leadgate.foundation.keys.vault import Ciphertext, VaultKey
from leadgate.foundation.languages import current
from leadgate.survey_imports import queries
from leadgate.survey_imports.errors import NotWaiting, ReadTwice
from leadgate.survey_imports.guessing import guessed
from leadgate.survey_imports.models import SurveyImport, SurveyImportFile
from leadgate.survey_imports.tables import Table, read
from leadgate.survey_imports.targets import NEVER, SPECIAL, parted, targets_of
from leadgate.survey_imports.types import ImportState
from leadgate.surveys.queries import definition_of, published_survey

WAITS = timedelta(days=1)


def look_through(survey: UUID, content: bytes, language: str, *, by: UUID | None) -> UUID:
    """Read a file and keep it for a day, for whoever brought it to say what its columns are.

    Args:
        survey: of one that was published.
        content: CSV or XLSX.
        language: whose numbers it is read by, of those the installation speaks.
        by: the member of staff; None on the command line.

    Returns:
        The id of the import.

    Raises:
        NoSuchSurvey: unknown, or never published.
        NotATable, TableTooLarge: it cannot be read.
    """
    row = published_survey(survey)
    assert row.live
    table = read(content)
    columns = guessed(table, targets_of(definition_of(survey, row.live), language))
    shown = [at for at, column in enumerate(columns) if column != NEVER]
    made = SurveyImport(
        id=new_id(),
        survey_id=survey,
        version=row.live,
        by=by,
        state=ImportState.WAITING,
        fingerprint=installation().vault.blind_index(f"survey-import/{survey}", content.hex()),
        columns=[columns[at] for at in shown],
        language=language,
        rows=len(table.rows),
        taken=0,
        kept=0,
        sensitive=0,
        unasked=0,
        made_at=clock.now(),
        done_at=None,
    )
    return _keep(made, table.only(shown))


@action
def _keep(made: SurveyImport, table: Table) -> UUID:
    waited = delete(SurveyImport).where(SurveyImport.state == ImportState.WAITING)
    session().execute(waited.where(SurveyImport.made_at < clock.now() - WAITS))
    session().add(made)
    session().flush()
    installation().vault.new_key(made.id)
    content = sealed_table(made.id, table)
    session().add(SurveyImportFile(id=made.id, subject_id=made.id, content=content, expires_at=clock.now() + WAITS))
    return made.id


@action
def read_as(row: SurveyImport, columns: list[str]) -> None:
    """Say what the columns of an import that waits are.

    Args:
        row: of the import.
        columns: each by the name of its target.

    Raises:
        NotWaiting: it is taken in already.
        ReadTwice: two columns are said to be the same.
    """
    read = [parted(one) for one in columns if one]
    if twice := next((one for one in read if read.count(one) > 1), None):
        targets = targets_of(definition_of(row.survey_id, row.version), current())
        name = next(one for one in columns if parted(one) == twice)
        raise ReadTwice(str(SPECIAL.get(name) or targets[name].label))
    mine = locked(SurveyImport, row.id)
    if mine is None or mine.state != ImportState.WAITING:
        raise NotWaiting
    mine.columns = columns


def sealed_table(import_id: UUID, table: Table, begins: int = 0) -> Ciphertext:
    """Rows of an import, sealed under its own key.

    Args:
        import_id: the import's id, by which its key is known.
        table: the rows.
        begins: so many rows stand before them.

    Returns:
        What `queries.table_of` opens.
    """
    held = {"names": table.names, "rows": table.rows, "astray": sorted(table.astray), "open": table.is_open}
    held["unread"] = table.unread
    text = json.dumps(held, ensure_ascii=False)
    name = queries.part_id(import_id, begins)
    return installation().vault.key_of(import_id).seal(SurveyImportFile.content, name, text)


def forget_file(import_id: UUID) -> None:
    """Delete the file of an import, and its key, inside the act at work."""
    session().execute(delete(SurveyImportFile).where(SurveyImportFile.subject_id == import_id))
    session().execute(delete(VaultKey).where(VaultKey.id == import_id))


@action
def drop(import_id: UUID) -> None:
    """Let go of an import that waits, with its file; of one that is taken in nothing is changed."""
    row = locked(SurveyImport, import_id)
    if row is not None and row.state == ImportState.WAITING:
        forget_file(import_id)
        session().delete(row)
