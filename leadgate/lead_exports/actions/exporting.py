"""Taking leads along: a file begins, its lines leave a batch at a time, it ends; each person in it sees that it was."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import update

from leadgate.consent import queries as consent
from leadgate.foundation import audit, clock
from leadgate.foundation.db import action, add_row, session
from leadgate.foundation.events import Looked
from leadgate.foundation.ids import new_id
from leadgate.foundation.keys.vault import PersonKey
from leadgate.foundation.permissions import Staff
from leadgate.lead_exports.columns import LeadLines
from leadgate.lead_exports.errors import NobodyToExport, NoColumns
from leadgate.lead_exports.marks import new_code
from leadgate.lead_exports.models import LeadExport
from leadgate.lead_exports.room import EXPORT_LOOK
from leadgate.leads.choosing import LeadChoice
from leadgate.leads.finding import LeadFinding
from leadgate.ledger.actions import recording


@action
def begin(choice: LeadChoice, purpose: str, names: Sequence[str], kind: str, *, by: UUID) -> LeadLines:
    """Begin a file: that it is taken, by whom and for what stands on the record before its first line leaves.

    Args:
        choice: who was chosen.
        purpose: the slug of the one they have to agree to.
        names: the columns.
        kind: of the file, by its ending.
        by: the account that takes it.

    Returns:
        How its lines are made.

    Raises:
        NoColumns: there is none.
        NobodyToExport: nobody who was chosen may be written to for this now.
    """
    if not names:
        raise NoColumns
    purpose_id = consent.purpose_named(purpose)
    if purpose_id is None or not LeadFinding(choice).reached_after(purpose_id, None, 1):
        raise NobodyToExport
    made, code = new_id(), new_code()
    add_row(
        LeadExport,
        id=made,
        code=code,
        purpose=purpose,
        chosen=choice.as_query,
        columns=list(names),
        format=kind,
        by=by,
        at=clock.now(),
        lines=0,
        finished_at=None,
    )
    audit.record("leads:export", actor=by, subject=made)
    return LeadLines(made, code, purpose_id, purpose, names)


@action
def note(export: UUID, keys: Sequence[PersonKey], *, by: Staff) -> None:
    """Note that the lines of some people leave now, before they do.

    Args:
        export: the id of the file.
        keys: theirs.
        by: the account that takes it.
    """
    recording.record_looks_by_keys(keys, Looked([key.owner for key in keys], EXPORT_LOOK.name, by.id, str(by.role)))
    more = {"lines": LeadExport.lines + len(keys)}
    session().execute(update(LeadExport).where(LeadExport.id == export).values(more))


@action
def finish(export: UUID) -> None:
    """Note that a file left whole."""
    session().execute(update(LeadExport).where(LeadExport.id == export).values(finished_at=clock.now()))
