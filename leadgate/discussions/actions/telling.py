"""Telling members what is new by mail: at once, when they are named, each day, each week, or not at all.

Each of the four is a purpose of the group with a consent of its own: choosing one says yes to it and no to the others.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from leadgate.consent import queries as consent
from leadgate.consent.actions import answering
from leadgate.consent.actions.purposes import PurposeWords, add_purpose
from leadgate.consent.errors import SameWording
from leadgate.consent.queries import Offer, offers
from leadgate.discussions import notices
from leadgate.discussions.models import Post
from leadgate.foundation import clock
from leadgate.foundation.background.fanout import Fanout
from leadgate.foundation.db import action, session
from leadgate.foundation.installation import installation
from leadgate.foundation.limits import Limit, within
from leadgate.foundation.local_time import at_hour, day_of
from leadgate.foundation.mail.letters import put_letter
from leadgate.groups import queries as groups
from leadgate.groups import roster
from leadgate.groups.actions import scheduling
from leadgate.groups.events import GroupMade
from leadgate.groups.types import GroupRow, MembershipRow

OF_POST = Fanout("discussions.tell_post", roster.MEMBERSHIP_ID)
BATCH = 200
PER_MEMBER = Limit("group-mail/member", 20, timedelta(days=1))
"""More letters than that about single posts help nobody; the rest is read on the page."""
AT = 7
"""The hour at which what is collected leaves."""


class MailPace(StrEnum):
    """When a member hears of something new."""

    AT_ONCE = "at-once"
    NAMED = "named"
    """Only when somebody names them."""
    DAILY = "daily"
    WEEKLY = "weekly"


EVERY = {MailPace.DAILY: timedelta(days=1), MailPace.WEEKLY: timedelta(days=7)}


@action
def word_purposes(group: GroupRow) -> None:
    """Make the four purposes of a group; those it has stay as they are."""
    if consent.purpose_named(slug_of(group, MailPace.WEEKLY)) is None:
        for pace, words in notices.TELLING.items():
            _word(group, slug_of(group, MailPace(pace)), words)


def word_purposes_of(event: GroupMade) -> None:
    """Make the four purposes of a group that was just made."""
    word_purposes(groups.group(event.group_id))


def install_purposes() -> None:
    """Make the purposes of groups that were made before they were needed."""
    for group in groups.every_group():
        word_purposes(group)


def offered(group: GroupRow, language: str) -> dict[MailPace, Offer]:
    """The purpose of each of the four paces, as it is offered.

    Args:
        group: whose purposes.
        language: the reader's.
    """
    slugs = {pace: slug_of(group, pace) for pace in MailPace}
    worded = {offer.slug: offer for offer in offers(list(slugs.values()), language)}
    return {pace: worded[slug] for pace, slug in slugs.items()}


def slug_of(group: GroupRow, pace: MailPace) -> str:
    """The name of a pace's purpose on the ledger.

    Args:
        group: whose purpose.
        pace: one of its four.
    """
    return f"group-mail-{pace}-{group.id.hex}"


def _word(group: GroupRow, slug: str, words: Mapping[str, tuple[str, str]]) -> None:
    for language, (title, text) in words.items():
        try:
            add_purpose(slug, PurposeWords(language, title.format(title=group.title), text), belongs_to=group.id)
        except SameWording:
            continue


@action
def choose(membership: UUID, pace: MailPace | None, notice: str = "") -> None:
    """Hear of what is new like this from now on; not at all when no pace is given.

    Args:
        membership: whose letters.
        pace: to say yes to; the others end.
        notice: the SHA-256 of the wording the member saw beside it.
    """
    member = groups.member(membership)
    group = groups.group(member.group_id)
    key = installation().vault.key_of(member.person_id)
    for one, offer in offered(group, "en").items():
        if one != pace:
            answering.withdraw(key, offer.purpose_id, method="own-page")
    if pace:
        answering.give_by_name(member.person_id, slug_of(group, pace), notice, method="own-page")
    scheduling.schedule(membership, _next(pace, clock.now()) if pace in EVERY else None)


def _next(pace: MailPace | None, after: datetime) -> datetime:
    day = day_of(after)
    day += timedelta(days=1) if at_hour(day, AT) <= after else timedelta()
    return at_hour(day + timedelta(days=-day.weekday() % 7 if pace == MailPace.WEEKLY else 0), AT)


def pace_of(member: MembershipRow) -> MailPace | None:
    """How a member wants to hear of what is new: what they agree to now, wherever they said so."""
    group = groups.group(member.group_id)
    slugs = {slug_of(group, pace): pace for pace in MailPace}
    agreed = consent.agreed_of(member.person_id, slugs)
    return slugs[agreed[0]] if agreed else None


def tell_named(post: UUID, members: Sequence[MembershipRow]) -> None:
    """Have those told who were named in a post and want to hear of that.

    Args:
        post: the post's id.
        members: who were named in it.
    """
    for member in members:
        if pace_of(member) == MailPace.NAMED:
            single = f"{post}/{member.id}"
            put_letter("discussions/named", single, owner=member.person_id, membership=member.id, post=post)


def tell_of(post: UUID, group: UUID) -> None:
    """Have those told of a post who want to hear of each at once; the writer does not wait for it.

    Args:
        post: of a post that is shown; told of once, ever.
        group: the group's id.
    """
    OF_POST.begin(once=post, post=post, group=group)


@action
def tell_some(post: str, group: str, after: str) -> None:
    """Tell some of them, and leave the rest to the next round.

    Args:
        post: the post's id, as text.
        group: the group's id, as text.
        after: the membership the round before ended with, as text.
    """
    row = session().get(Post, UUID(post))
    if row is None:
        return
    slug = slug_of(groups.group(UUID(group)), MailPace.AT_ONCE)
    mine = roster.among(UUID(group), consent.who_agree_to(slug))
    members = OF_POST.batch(mine, after, post=post, group=group)
    others = {f"{member.id}": member for member in members if member.id != row.author_id}
    for member in [others[one] for one in sorted(within(PER_MEMBER, *others))]:
        single = f"{row.id}/{member.id}"
        put_letter("discussions/post", single, owner=member.person_id, membership=member.id, post=row.id)


def tell_due() -> int:
    """Have digests written whose hour has come, in batches; answers how many members that were."""
    told = 0
    while batch := _tell_due_batch():
        told += batch
    return told


@action
def _tell_due_batch() -> int:
    now = clock.now()
    members = scheduling.due(BATCH)
    for member in members:
        pace = pace_of(member)
        if pace in EVERY:
            single = f"{member.id}/{member.digest_at}"
            put_letter("discussions/digest", single, owner=member.person_id, membership=member.id)
        scheduling.schedule(member.id, _next(pace, now) if pace in EVERY else None)
    return len(members)
