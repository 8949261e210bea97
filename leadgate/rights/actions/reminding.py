"""Reminding: the officers hear of a date long before it, more often as it comes near, and every day once it is past."""

from leadgate.foundation import clock
from leadgate.foundation.db import action
from leadgate.foundation.mail.letters import put_letter
from leadgate.rights.queries import RequestShown, open_requests
from leadgate.staff.queries import officers

DAYS_BEFORE = (14, 7, 3, 1, 0)


@action
def remind_officers() -> int:
    """Write to every officer (to the owners when there is none) about what comes due; answers how many requests."""
    due = [(one, step) for one in open_requests() if (step := _step(one)) is not None]
    told = officers()
    for shown, step in due:
        for officer in told:
            single = f"{shown.row.id}/{officer.id}/{step}"
            put_letter("rights/due", single, request=shown.row.id, officer=officer.id)
    return len(due)


def _step(one: RequestShown) -> str | None:
    """The name of the reminder that is due now; each is sent once."""
    if one.days_left is None or one.days_left > max(DAYS_BEFORE):
        return None
    if one.days_left < 0:
        return f"late-{clock.now():%m%d}"
    return f"{min(step for step in DAYS_BEFORE if step >= one.days_left)}d-{one.row.extended_at is not None:d}"
