"""Exporting: a second proof from the inbox, then everything at once; nothing of it is ever stored."""

import io
import json
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID
from zipfile import ZIP_DEFLATED, ZipFile

from flask_babel import gettext
from sqlalchemy import delete, update

from leadgate.consent import receipts
from leadgate.foundation import audit, clock
from leadgate.foundation.db import action, session
from leadgate.foundation.ids import new_id
from leadgate.foundation.installation import installation
from leadgate.foundation.keys.tokens import typed_code
from leadgate.foundation.limits import Limit, spend
from leadgate.foundation.privacy import register
from leadgate.foundation.web.spreadsheets import for_spreadsheets
from leadgate.foundation.words import text as _
from leadgate.portal import mail
from leadgate.portal.errors import WrongExportCode
from leadgate.portal.models import ExportCode
from leadgate.verifier.reading import written

LASTS = timedelta(minutes=10)
MOST_TRIES = 5
PER_PERSON = Limit("export/person", 5, timedelta(hours=1))
CONTENTS = {
    "data.json": _("everything, table by table, for programs"),
    "data/*.csv": _("the same, one file per table, for spreadsheets"),
    "receipts.jsonld": _(
        "what you said yes or no to, signed; `leadgate ledger verify receipts.jsonld` checks it without us"
    ),
    "files/*": _("what you uploaded"),
    "why.csv": _("what each column is kept for, and how long"),
}


@action
def send_code(person: UUID) -> None:
    """Send six digits to the person's inbox; the last ones stop working.

    Raises:
        TooMany: it would be the sixth time within an hour.
    """
    spend((PER_PERSON, str(person)))
    session().execute(delete(ExportCode).where(ExportCode.person_id == person))
    row = ExportCode(id=new_id(), person_id=person, expires_at=clock.now() + LASTS, tries=0)
    session().add(row)
    session().flush()
    mail.export_code(row.id, person)


def export(person: UUID, code: str) -> bytes:
    """The archive (ZIP), for whoever has the digits; they work once.

    Args:
        person: who is signed in.
        code: the six digits as typed; blanks in it do not count.

    Raises:
        WrongExportCode: other digits, too old, or tried too often.
    """
    # Counted and committed before the digits are compared: parallel guesses cannot share one try.
    row = _count_try(person)
    if row is None or typed_code(code) != installation().tokens.digits(row):
        raise WrongExportCode
    _use_up(person)
    return archive(person)  # reads files from the store, which may be far away: nobody has to wait for that to write


@action
def _count_try(person: UUID) -> UUID | None:
    mine = update(ExportCode).where(ExportCode.person_id == person, ExportCode.expires_at > clock.now())
    counted = mine.where(ExportCode.tries < MOST_TRIES).values(tries=ExportCode.tries + 1)
    return session().scalar(counted.returning(ExportCode.id).execution_options(synchronize_session=False))


@action
def _use_up(person: UUID) -> None:
    gone = session().execute(delete(ExportCode).where(ExportCode.person_id == person)).rowcount  # type: ignore[attr-defined]
    if gone == 0:
        raise WrongExportCode
    audit.record("export", actor=None)  # whose, the trail never says: it outlives them


def archive(person: UUID) -> bytes:
    """A ZIP of everything kept about a person: JSON, CSV per table, signed receipts, and why each thing is kept."""
    found, file = register.export_of(person), io.BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED) as zipped:
        zipped.writestr("README.txt", _read_me())
        zipped.writestr("data.json", json.dumps(found, default=_plain, indent=2, ensure_ascii=False))
        for table, rows in found.items():
            zipped.writestr(f"data/{table}.csv", _csv(rows))
        for name, content in register.files_of(person):
            zipped.writestr(f"files/{name}", content)
        zipped.writestr("why.csv", _csv(register.records_of_processing()))
        zipped.writestr("receipts.jsonld", written(receipts.receipts_of(person)))
    return file.getvalue()


def _read_me() -> str:
    lines = (f"{file}\n    {what}\n" for file, what in CONTENTS.items())
    return "\n".join((gettext("This is everything kept about you here."), "", *lines))


def _csv(rows: list[dict[str, Any]]) -> bytes:
    return for_spreadsheets(list(rows[0]), rows)


def _plain(value: object) -> str:
    return value.isoformat() if isinstance(value, datetime) else str(value)
