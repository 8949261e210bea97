"""The pages on which owner and officer run an installation."""

from datetime import timedelta

from sqlalchemy import select

from leadgate.erasure.actions import processors
from leadgate.foundation import clock
from leadgate.foundation.background import outbox
from leadgate.foundation.background.outbox import OutboxItem
from leadgate.foundation.db import action, session
from tests.browser.shown import Shown

MAILHOUSE = ("Mail house", "https://mailhouse.example/erasures", "sha256")


@action
def _give_up_a_letter() -> None:
    outbox.put("mail", {"letter": "assets/confirm"}, key="mail/given-up", due=clock.now() + timedelta(days=1))
    row = session().scalars(select(OutboxItem).where(OutboxItem.key == "mail/given-up")).one()
    row.dead_at, row.due_at, row.trouble, row.attempts = clock.now(), None, "TimeoutError", outbox.MOST_ATTEMPTS


def of_operating() -> list[Shown]:
    """Let there be something on each of them, and list them."""
    _give_up_a_letter()
    processor = processors.add_processor(*MAILHOUSE)[0]
    return [
        Shown("waiting-work", "/admin/waiting", "staff"),
        Shown("waiting-work-group", "/admin/waiting/mail?trouble=TimeoutError", "staff"),
        Shown("waiting-work-drop", "/admin/waiting/mail/drop?trouble=TimeoutError", "staff"),
        Shown("campaigns", "/studio/campaigns", "staff"),
        Shown("processors", "/office/processors", "staff"),
        Shown("processor-new", "/office/processors/new", "staff"),
        Shown("processor-wrong", "/office/processors/new", "staff", fill=(("name", ""), ("url", "ftp://x"))),
        Shown("processor", f"/office/processors/{processor}", "staff"),
        Shown("processor-end", f"/office/processors/{processor}/end", "staff"),
    ]
