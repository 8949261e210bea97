"""Emptying the mailbox: what names a letter of ours is taken in and removed; whatever else is there stays."""

import logging
from collections.abc import Sequence

from sqlalchemy import delete, select

from leadgate.bounces.actions.taking import take
from leadgate.bounces.mailbox.opening import opened
from leadgate.bounces.mailbox.shape import Mailbox, MailboxAway
from leadgate.bounces.models import MailboxSeen
from leadgate.bounces.types import HeardBy
from leadgate.foundation.databases.upserting import upsert
from leadgate.foundation.db import action, session
from leadgate.foundation.installation import installation

log = logging.getLogger(__name__)
MOST_AT_ONCE = 200


def empty() -> None:
    """Read what came to the mailbox since, if one is set; at most some hundred messages, the rest comes next time."""
    settings = installation().settings
    if not settings.bounce_mailbox:
        return
    try:
        with opened(settings) as mailbox:
            _read_some(mailbox)
    except MailboxAway as away:
        log.warning("the mailbox of bounces is away: %s", away)


def _read_some(mailbox: Mailbox) -> None:
    marks = mailbox.marks()
    seen = _seen_of(marks)
    for mark in [one for one in marks if one not in seen][:MOST_AT_ONCE]:
        if take(mailbox.read(mark), heard_by=HeardBy.MAILBOX) is None:
            _leave(mark)
        else:
            mailbox.remove(mark)


@action
def _seen_of(marks: Sequence[str]) -> set[str]:
    """Those that were looked at and left; whatever is not in the mailbox any more is forgotten."""
    there, kept = set(marks), set(session().scalars(select(MailboxSeen.mark)))
    for gone in kept - there:
        session().execute(delete(MailboxSeen).where(MailboxSeen.mark == gone))
    return kept & there


@action
def _leave(mark: str) -> None:
    session().execute(upsert(MailboxSeen).values(mark=mark).on_conflict_do_nothing())
