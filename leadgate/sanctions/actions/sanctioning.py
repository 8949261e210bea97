"""Sanctioning: muting and banning with an end, at once; where a group wants it, a second moderator has to agree."""

from datetime import timedelta
from uuid import UUID

from leadgate.discussions.actions import standing
from leadgate.foundation import audit, clock
from leadgate.foundation.databases.locking import locked
from leadgate.foundation.db import action, session
from leadgate.foundation.ids import new_id
from leadgate.foundation.installation import installation
from leadgate.groups import queries as groups
from leadgate.groups.actions import belonging, leaving
from leadgate.groups.errors import ReasonNeeded
from leadgate.joining.actions import deciding
from leadgate.joining.errors import NoSuchRequest
from leadgate.joining.queries import applicant_name
from leadgate.sanctions import mail
from leadgate.sanctions.errors import AnotherHasTo, NoSuchSanction
from leadgate.sanctions.models import ModerationStep, Sanction
from leadgate.sanctions.types import Sanctioning

KEPT = timedelta(days=180)
MOST_WORDS = 2_000


@action
def sanction(
    membership: UUID, kind: Sanctioning, reason: str, *, days: int, group: UUID, by: UUID, hides_posts: bool = False
) -> UUID:
    """Mute or ban a member, in all their open sessions at once.

    Args:
        membership: the member's.
        kind: mute or ban; a ban waits for a second moderator where the group wants it, and mutes until then.
        reason: the member reads it; sealed under their key, cut after a bound.
        days: after which it ends by itself.
        group: the moderator's.
        by: the moderator.
        hides_posts: whether everything they said is hidden, too.

    Returns:
        The id of the sanction.

    Raises:
        NoSuchMember: none of this group.
        ReasonNeeded: there are no words.
    """
    member = belonging.held_member(group, membership)
    if not reason.strip():
        raise ReasonNeeded
    if hides_posts:
        standing.hide_all(group, member.person_id)
    name = groups.name_in(installation().vault.key_of(member.person_id), member)
    row = _write(group, member.person_id, name, kind, reason, days, by)
    _take_effect(row, by)
    return row.id


@action
def ban_applicant(request: UUID, reason: str, *, days: int, group: UUID, by: UUID) -> UUID:
    """Ban somebody who asks to join; their request ends with it.

    Args:
        request: the request's id.
        reason: they read it; sealed under their key, cut after a bound.
        days: after which they can ask again.
        group: the moderator's.
        by: the moderator.

    Returns:
        The id of the ban.

    Raises:
        NoSuchRequest: none of this group.
        ReasonNeeded: there are no words.
        DecidedMeanwhile: it waits no more.
        NotForYourself: it is the moderator's own.
    """
    if not reason.strip():
        raise ReasonNeeded
    asked = deciding.ignore(request, by=by)
    if asked.group_id != group:
        raise NoSuchRequest
    name = applicant_name(installation().vault.key_of(asked.subject_id), asked)
    row = _write(group, asked.subject_id, name, Sanctioning.BAN, reason, days, by)
    _take_effect(row, by)
    return row.id


def _write(group: UUID, person: UUID, name: str, kind: Sanctioning, reason: str, days: int, by: UUID) -> Sanction:
    new, key, now = new_id(), installation().vault.key_of(person), clock.now()
    until = now + timedelta(days=days)
    waits = kind == Sanctioning.BAN and groups.group(group).second_pair
    row = Sanction(
        id=new,
        group_id=group,
        person_id=person,
        kind=kind,
        name=key.seal(Sanction.name, new, name),
        reason=key.seal(Sanction.reason, new, reason.strip()[:MOST_WORDS]),
        made_at=now,
        by=by,
        seconded_by=None,
        from_when=None if waits else now,
        until=until,
        lifted_at=None,
        expires_at=until + KEPT,
    )
    session().add(row)
    session().flush()
    return row


def _take_effect(row: Sanction, by: UUID) -> None:
    """Say so, and end a membership where it is a ban that holds."""
    if row.from_when and row.kind == Sanctioning.BAN:
        leaving.expel(row.group_id, row.person_id, method="banned")
    if row.from_when:
        note(row.group_id, f"{row.kind}-set", by)
        mail.tell_sanction(row)
    audit.record(f"member:{row.kind}" if row.from_when else "member:ban-proposed", actor=by, subject=row.id)


@action
def second(sanction_id: UUID, *, group: UUID, by: UUID) -> None:
    """Agree to a ban another moderator proposed: from now on it holds.

    Args:
        sanction_id: the ban's id.
        group: the moderator's.
        by: the moderator who agrees.

    Raises:
        NoSuchSanction: none of this group that waits for a second pair of eyes.
        AnotherHasTo: it is one's own.
    """
    row = sanction_of(group, sanction_id)
    if row.from_when or row.lifted_at or row.until <= clock.now():
        raise NoSuchSanction
    if row.by == by:
        raise AnotherHasTo
    row.from_when, row.seconded_by = clock.now(), by
    _take_effect(row, by)


@action
def lift(sanction_id: UUID, *, group: UUID, by: UUID) -> None:
    """End a sanction before its time, or drop one that waits; whoever was banned can ask to join again. Twice is once.

    Args:
        sanction_id: the sanction's id.
        group: the moderator's.
        by: the moderator.

    Raises:
        NoSuchSanction: there is none of that id in this group.
    """
    row = sanction_of(group, sanction_id)
    if row.lifted_at is None:
        row.lifted_at, row.expires_at = clock.now(), clock.now() + KEPT
        if row.from_when:
            note(row.group_id, f"{row.kind}-lifted", by)
            mail.tell_lifted(row)
        audit.record("member:lift", actor=by, subject=row.id)


def sanction_of(group: UUID, sanction_id: UUID) -> Sanction:
    """A sanction of this group, over or not, held until the act ends.

    Args:
        group: the group's id.
        sanction_id: the sanction's.

    Raises:
        NoSuchSanction: there is none of that id in this group.
    """
    row = locked(Sanction, sanction_id)
    if row is None or row.group_id != group:
        raise NoSuchSanction
    return row


def note(group: UUID, what: str, by: UUID, category: str = "") -> None:
    """Add a line to the log that members read; it names nobody.

    Args:
        group: the group's id.
        what: was done, in one word.
        by: the moderator, whom members are not told.
        category: of the report it was about, if it was about one.
    """
    step = ModerationStep(id=new_id(), group_id=group, at=clock.now(), what=what, category=category, by=by)
    session().add(step)
