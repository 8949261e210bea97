"""What is new in a group for one member, and the letters that say so, with or without words of it."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select

from leadgate.consent.queries import offers
from leadgate.discussions import queries
from leadgate.discussions.actions import telling
from leadgate.discussions.actions.telling import EVERY, MailPace
from leadgate.discussions.models import Post, Thread
from leadgate.discussions.types import PostStatus
from leadgate.foundation import clock
from leadgate.foundation.db import session
from leadgate.foundation.mail.composing import Letter
from leadgate.groups import mail as group_mail
from leadgate.groups import queries as groups
from leadgate.groups.types import MembershipRow

MOST_TALKS = 20


@dataclass(frozen=True, slots=True)
class News:
    """A talk in which something was said that a member has not seen."""

    thread: UUID
    title: str
    posts: int


def since(member: MembershipRow, moment: datetime) -> list[News]:
    """The talks in which others said something since a moment, the newest first."""
    new = (Post.made_at > moment, Post.standing == PostStatus.SHOWN, Post.author_id.is_distinct_from(member.id))
    counted = select(Post.thread_id, func.count()).join(Thread).where(Thread.group_id == member.group_id, *new)
    newest = func.max(Post.made_at)
    rows = session().execute(counted.group_by(Post.thread_id).order_by(newest.desc()).limit(MOST_TALKS)).all()
    titles = queries.titles(member.group_id, [thread for thread, _ in rows], member.id)
    return [News(thread, titles.get(thread, ""), count) for thread, count in rows]


def write_digest(membership: UUID) -> Letter | None:
    """What is new since the last letter, while the member wants it at that pace."""
    member = groups.membership_with_id(membership)
    pace = telling.pace_of(member) if member else None
    if member is None or pace not in EVERY:
        return None
    news = since(member, max(member.seen_at, member.begins_at, clock.now() - EVERY[pace]))
    return _letter(member, pace, news=news) if news else None


def write_post(membership: UUID, post: UUID) -> Letter | None:
    """One post, for who wants each."""
    return _about(membership, post, MailPace.AT_ONCE)


def write_named(membership: UUID, post: UUID) -> Letter | None:
    """One post, for whom it names."""
    return _about(membership, post, MailPace.NAMED)


def _about(membership: UUID, post: UUID, pace: MailPace) -> Letter | None:
    member = groups.membership_with_id(membership)
    said = queries.post(member.group_id, post, membership) if member else None
    if member is None or said is None or not said.body:
        return None
    return _letter(member, pace, said=said)


def _letter(member: MembershipRow, pace: MailPace, **context: object) -> Letter | None:
    group = groups.group(member.group_id)
    slug = telling.slug_of(group, pace)
    offer = next(iter(offers([slug], group.language)), None)
    if offer is None:
        return None
    return group_mail.to_person(
        member.person_id, group.id, purpose=slug, purpose_id=offer.purpose_id, quotes=group.mails_quote, **context
    )
