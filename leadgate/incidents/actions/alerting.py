"""Alerting: what a rule noticed is written down once, told to the officers, and closed by a person who says why."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import select, update

from leadgate.cookie_scans.events import LeftBeforeTheAnswer
from leadgate.foundation import audit, clock
from leadgate.foundation.db import action, add_row, session
from leadgate.foundation.events import TooManyGuesses
from leadgate.foundation.ids import new_id
from leadgate.foundation.mail.letters import add_new_letter
from leadgate.incidents.errors import ClosedAlready, RemarkNeeded
from leadgate.incidents.models import Alert, AlertRule
from leadgate.staff.events import SignedInFromNewPlace
from leadgate.staff.queries import officers


@action
def alert(rule: AlertRule, what: str, *, count: int, since: datetime, account: UUID | None = None) -> bool:
    """Write down what was noticed, and tell the officers.

    Args:
        rule: the rule that noticed.
        what: together with the rule, what makes this the same thing when it is noticed again.
        count: how much of it there was.
        since: from when on, in UTC.
        account: which member of staff it is about, if any.

    Returns:
        Whether it is news; nothing is written and nobody told otherwise.
    """
    key, new, now = f"{rule}/{what}", new_id(), clock.now()
    if session().scalar(select(Alert.id).where(Alert.key == key)):
        return False
    add_row(
        Alert,
        id=new,
        key=key,
        rule=rule,
        account=account,
        since=since,
        at=now,
        count=count,
        closed_at=None,
        closed_by=None,
        why=None,
        incident_id=None,
    )
    for officer in officers():
        add_new_letter("incidents/alert", f"{new}/{officer.id}", alert=new, officer=officer.id)
    return True


def note_new_place(event: SignedInFromNewPlace) -> None:
    """Alert to an account that signed in from where it never was."""
    alert(AlertRule.NEW_PLACE, f"{event.account}/{new_id()}", count=1, since=clock.now(), account=event.account)


def note_guesses(event: TooManyGuesses) -> None:
    """Alert to tokens, codes or passwords that are tried out in bulk."""
    limit, ends = event.limit, event.ends
    alert(AlertRule.GUESSES, f"{limit.name}/{ends:%Y%m%d%H}", count=limit.most, since=ends - limit.window)


def note_leak(event: LeftBeforeTheAnswer) -> None:
    """Alert to another site that stores or reaches before the answer what it did not before; once for the same."""
    alert(AlertRule.SITE_LEAKS, f"{event.site}/{event.what}", count=event.count, since=event.since)


@action
def close(alert_id: UUID, why: str, *, by: UUID, incident: UUID | None = None) -> None:
    """Say what an alert was: nothing to worry about, or the beginning of an incident.

    Args:
        alert_id: the alert's id.
        why: in the officer's words; cut after 300 characters.
        by: the officer.
        incident: which it began, if it did.

    Raises:
        RemarkNeeded: it began no incident, and there are no words.
        ClosedAlready: somebody else said so before, or there is no such alert.
    """
    if incident is None and not why.strip():
        raise RemarkNeeded
    open_one = update(Alert).where(Alert.id == alert_id, Alert.closed_at.is_(None))
    said = {"closed_at": clock.now(), "closed_by": by, "why": why[:300], "incident_id": incident}
    if session().execute(open_one.values(said)).rowcount != 1:  # type: ignore[attr-defined]
        raise ClosedAlready
    audit.record("incident:alert", actor=by, subject=alert_id)
