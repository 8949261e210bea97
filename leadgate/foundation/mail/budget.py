"""How much mail one mailbox gets from forms that anybody can fill in, whatever they are for."""

from datetime import timedelta

from leadgate.foundation import clock
from leadgate.foundation.background import outbox
from leadgate.foundation.limits import Limit, TooMany, spend

PER_HOUR = Limit("mail/hour", 3, timedelta(hours=1))
PER_DAY = Limit("mail/day", 6, timedelta(days=1))


def spend_mail_budget(mailbox: str) -> None:
    """Count one more mail to a mailbox.

    Args:
        mailbox: in the one spelling that stands for all of it.

    Raises:
        TooMany: it has had its share for now.
    """
    spend((PER_HOUR, mailbox), (PER_DAY, mailbox))


def spend_or_wait(mailbox: str) -> None:
    """As `spend_mail_budget`, for a handler of the outbox: a mail that has to wait comes later by itself.

    Args:
        mailbox: as there.

    Raises:
        Postponed: until the mailbox may have another.
    """
    try:
        spend_mail_budget(mailbox)
    except TooMany as refusal:
        raise outbox.Postponed(clock.now() + timedelta(seconds=refusal.retry_after_seconds or 60)) from refusal
