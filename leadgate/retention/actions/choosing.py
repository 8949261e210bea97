"""Choosing how long: the officer's decision, on the record with its reason."""

from uuid import UUID

from flask_babel import lazy_gettext as _

from leadgate.foundation import audit, clock
from leadgate.foundation.db import action, add_row
from leadgate.foundation.errors import Refusal
from leadgate.foundation.ids import new_id
from leadgate.retention.models import RetentionChoice
from leadgate.retention.rules import rule_named

SHORTEST, LONGEST = 1, 3650


class NotToBeChanged(Refusal):
    """A rule that is part of how leadgate works."""

    status = 409
    sentence = _("This duration is part of how leadgate works and cannot be chosen.")


class NotADuration(Refusal):
    """A number of days nobody can mean."""

    field = "days"
    sentence = _("Please give a number of days from 1 to 3650.")


class RetentionReasonNeeded(Refusal):
    """Why so long, and not shorter: the law asks, so we do."""

    field = "reason"
    sentence = _("Please say why so long; the reason is shown wherever the duration is.")


@action
def choose(rule: str, days: int, reason: str, *, by: UUID | None) -> None:
    """Keep one kind of data for so many days from now on; rows that are older already go with the next sweep.

    Args:
        rule: its name.
        days: from 1 to 3650.
        reason: is shown wherever the duration is; cut after 300 characters.
        by: the officer; None on the command line.

    Raises:
        NotFound: no rule of that name.
        NotToBeChanged: its duration is part of how leadgate works.
        NotADuration: there are fewer or more days.
        RetentionReasonNeeded: there are no words.
    """
    if not rule_named(rule).rule.can_be_changed:
        raise NotToBeChanged
    if not SHORTEST <= days <= LONGEST:
        raise NotADuration
    if not reason.strip():
        raise RetentionReasonNeeded
    why = reason.strip()[:300]
    add_row(RetentionChoice, id=new_id(), rule=rule, days=days, reason=why, by=by, at=clock.now())
    audit.record(f"retention:choose:{rule}"[:80], actor=by)
