"""Reading: up to when a member has read a talk, so that what is new can be shown as new."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from leadgate.discussions.models import ReadMark, Thread
from leadgate.foundation.db import action, session
from leadgate.groups import queries as groups
from leadgate.groups.types import MembershipRow


def note_read(membership: MembershipRow, thread: Thread) -> None:
    """Note that a member has read a discussion as it is now; written only where that is news.

    Args:
        membership: the reader's.
        thread: as it was when it was shown.
    """
    row = session().get(ReadMark, (membership.id, thread.id))
    if row is None or row.until < thread.last_at:
        _mark(membership.id, thread.id, thread.last_at)


@action
def _mark(membership: UUID, thread: UUID, until: datetime) -> None:
    row = session().get(ReadMark, (membership, thread))
    if row is None:
        member = groups.member(membership)
        session().add(ReadMark(membership_id=membership, thread_id=thread, person_id=member.person_id, until=until))
    else:
        row.until = max(row.until, until)


def unread(membership: MembershipRow, threads: Sequence[Thread]) -> set[UUID]:
    """Which of these discussions hold something a member has not read, of what was said since they belong.

    Args:
        membership: the reader's.
        threads: of their group.
    """
    marks = select(ReadMark.thread_id, ReadMark.until).where(
        ReadMark.membership_id == membership.id, ReadMark.thread_id.in_([one.id for one in threads])
    )
    read = {thread: until for thread, until in session().execute(marks)}  # noqa: C416 - rows are not pairs to mypy
    return {one.id for one in threads if one.last_at > read.get(one.id, membership.begins_at)}
