"""Taking down: a request that came by letter, by telephone or over the counter is as good as one on the form.

Who asks has proven themselves to the officer, who says how. The clocks run from the day it came; what is asked for is
done by the officer's press, never by the machine, because a slip of the pen would be done at once.
"""

from datetime import date, datetime, timedelta
from uuid import UUID

from leadgate.foundation import clock, local_time
from leadgate.foundation.db import action
from leadgate.foundation.mail.addresses import parsed
from leadgate.rights import mail, steps
from leadgate.rights.actions.receiving import demand_details, keep, subject_of
from leadgate.rights.actions.verifying import ask_for_mandate, open_now
from leadgate.rights.errors import CheckNotSaidOf, NotReceivedThen
from leadgate.rights.models import RequestStepKind, Whom
from leadgate.rights.typed import TakenDown, TypedPrivacyRequest

LONGEST_AGO = timedelta(days=366)


@action
def take_down(asked: TypedPrivacyRequest, came: TakenDown, *, language: str, by: UUID) -> UUID:
    """Open a request that came another way than by the form; its sender gets a letter that it is being worked on.

    Args:
        asked: what is asked for, by whom and for whom.
        came: how it came.
        language: of the letters to the sender.
        by: the officer.

    Returns:
        The request's id.

    Raises:
        NotAnAddress: the sender's address cannot be one.
        SubjectNeeded: it is for somebody else, and what says for whom cannot be an address.
        MandateNeeded: it is by an agent, and has no mandate.
        DetailsNeeded: it is to correct something, and does not say what.
        NotReceivedThen: the day is to come, or more than a year ago.
        CheckNotSaidOf: it does not say how the officer knows who asks.
    """
    address = parsed(asked.email)
    subject = subject_of(asked, address)
    demand_details(asked)
    if not came.checked.strip():
        raise CheckNotSaidOf
    row = keep(asked, address, subject, language, received_at=_moment_of(came.on))
    open_now(row)
    steps.note(row, RequestStepKind.RECEIVED, asked.details)
    steps.note(row, RequestStepKind.TAKEN_DOWN, f"{came.by.words}: {came.checked}", by=by)
    if row.whom != Whom.SELF:
        ask_for_mandate(row)
    mail.received(row.id)
    return row.id


def _moment_of(day: date) -> datetime:
    today = local_time.today()
    if not today - LONGEST_AGO <= day <= today:
        raise NotReceivedThen
    return clock.now() if day == today else local_time.midnight(day)
