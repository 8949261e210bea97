"""Reading sanctions and appeals: what holds, what waits for a moderator, what somebody may say something against."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import ColumnElement, Select, bindparam, exists, func, select

from leadgate.discussions.taken_away import has_taken_away, moderated, taken_away
from leadgate.discussions.types import ModeratedPost
from leadgate.foundation import clock
from leadgate.foundation.db import read_row, session
from leadgate.foundation.installation import installation
from leadgate.foundation.keys.vault import PersonKey, VaultKey
from leadgate.groups import queries as groups
from leadgate.groups.types import GroupRow
from leadgate.sanctions.errors import Banned, Muted
from leadgate.sanctions.models import Appeal, PostReport, Sanction
from leadgate.sanctions.types import Sanctioning

MOST = 200


@dataclass(frozen=True, slots=True)
class AppealView:
    """An appeal, opened."""

    row: Appeal
    words: str
    answer: str


@dataclass(frozen=True, slots=True)
class SanctionView:
    """A sanction, opened, with the appeal against it."""

    row: Sanction
    name: str
    reason: str
    appeal: AppealView | None

    @property
    def holds(self) -> bool:
        """Whether it is in force right now."""
        return self.row.from_when is not None and self.row.lifted_at is None and self.row.until > clock.now()

    @property
    def waits(self) -> bool:
        """Whether it waits for a second moderator."""
        return self.row.from_when is None and self.row.lifted_at is None and self.row.until > clock.now()


@dataclass(frozen=True, slots=True)
class Hidden:
    """A hidden post, with the reason and the appeal against it."""

    post: ModeratedPost
    appeal: AppealView | None


@dataclass(frozen=True, slots=True)
class OwnSanctions:
    """What moderators of a group decided about one person, as that person reads it."""

    group: GroupRow
    person: UUID
    held: list[SanctionView]
    hidden: list[Hidden]

    def has_post(self, post_id: UUID) -> bool:
        """Whether this is the id of a post of theirs that is hidden."""
        return any(one.post.id == post_id for one in self.hidden)


def group_with_something_about(slug: str, person: UUID) -> GroupRow | None:
    """The group of that name, if its moderators have decided something about a person; in one statement.

    Args:
        slug: of the group.
        person: who is signed in.
    """
    group = groups.id_in(slug)
    held = exists().where(Sanction.group_id == group, Sanction.person_id == person, Sanction.from_when.is_not(None))
    return groups.group_if(slug, has_taken_away(group, person) | held)


def own(group: GroupRow, person: UUID) -> OwnSanctions:
    """What was decided about somebody; a ban that waits for a second moderator is not said yet.

    Args:
        group: whose moderators decided.
        person: who is signed in.
    """
    held = [one for one in about(group.id, person) if one.row.from_when]
    return OwnSanctions(group, person, held, hidden_of(group.id, person))


def _current() -> ColumnElement[bool]:
    return (Sanction.until > clock.now()) & Sanction.lifted_at.is_(None)


def holds() -> ColumnElement[bool]:
    """The condition that a sanction is in force right now."""
    return _current() & Sanction.from_when.is_not(None)


_BANNED_UNTIL = (
    select(Sanction.until)
    .where(
        Sanction.group_id == bindparam("group"),
        Sanction.person_id == bindparam("person"),
        Sanction.kind == Sanctioning.BAN,
        Sanction.from_when.is_not(None),
        Sanction.lifted_at.is_(None),
        Sanction.until > bindparam("now"),
    )
    .limit(1)
)


def refuse_banned(group: UUID, person: UUID | None) -> None:
    """Refuse somebody who is banned.

    Args:
        group: the group's id.
        person: the person's; nobody known is banned.

    Raises:
        Banned: they are, now; names until when.
    """
    banned = read_row(_BANNED_UNTIL, {"group": group, "person": person, "now": clock.now()})
    if banned:
        raise Banned(*banned)


def banned_from(person: UUID) -> set[UUID]:
    """The groups somebody is banned from right now; by id."""
    mine = select(Sanction.group_id).where(Sanction.person_id == person, Sanction.kind == Sanctioning.BAN, holds())
    return set(session().scalars(mine))


def refuse_muted(group: UUID, person: UUID) -> None:
    """Refuse to let somebody speak.

    Args:
        group: the group's id.
        person: the person's.

    Raises:
        Muted: they are muted or banned now, or a second moderator has not decided about their ban; names until when.
    """
    mine = select(Sanction).where(Sanction.group_id == group, Sanction.person_id == person, _current())
    row = session().scalar(mine.order_by(Sanction.until.desc()).limit(1))
    if row:
        raise Muted(row.until)


def of_group(group: UUID) -> list[SanctionView]:
    """The sanctions of a group that hold or wait for a second moderator, newest first."""
    mine = select(Sanction).where(Sanction.group_id == group, _current()).order_by(Sanction.made_at.desc())
    return _held(session().scalars(mine.limit(MOST)).all())


def one(sanction_id: UUID) -> SanctionView | None:
    """A sanction, whosever it is; None when there is none of that id."""
    row = session().get(Sanction, sanction_id)
    return next(iter(_held([row])), None) if row else None


def appeal(appeal_id: UUID) -> Appeal | None:
    """An appeal, whosever it is; None when there is none of that id."""
    return session().get(Appeal, appeal_id)


def about(group: UUID, person: UUID) -> list[SanctionView]:
    """All that moderators know of somebody in their group, newest first.

    Args:
        group: the group's id.
        person: the person's.
    """
    mine = select(Sanction).where(Sanction.group_id == group, Sanction.person_id == person)
    return _held(session().scalars(mine.order_by(Sanction.made_at.desc())).all())


def _held(rows: Sequence[Sanction]) -> list[SanctionView]:
    keys = installation().vault.keys_of({row.person_id for row in rows})
    against = select(Appeal).where(Appeal.sanction_id.in_([row.id for row in rows]))
    appeals = {one.sanction_id: one for one in session().scalars(against)}
    return [
        SanctionView(
            row,
            key.open(Sanction.name, row.id, row.name),
            key.open(Sanction.reason, row.id, row.reason),
            _said(key, appeals.get(row.id)),
        )
        for row in rows
        if (key := keys.get(row.person_id))
    ]


def _said(key: PersonKey, row: Appeal | None) -> AppealView | None:
    if row is None:
        return None
    answer = key.open(Appeal.answer, row.id, row.answer) if row.answer else ""
    return AppealView(row, key.open(Appeal.words, row.id, row.words), answer)


def hidden_of(group: UUID, person: UUID) -> list[Hidden]:
    """What somebody said in a group that moderators have hidden or removed, newest first.

    Args:
        group: the group's id.
        person: the person's.
    """
    return _hidden(taken_away(group, person, MOST))


def _hidden(posts: Sequence[ModeratedPost]) -> list[Hidden]:
    """Posts with what was said against it: under the key of who said it, which is the post's no more if they left."""
    against = select(Appeal, VaultKey.wrapped).join(VaultKey, VaultKey.id == Appeal.person_id)
    rows = session().execute(against.where(Appeal.post_id.in_([post.id for post in posts])))
    vault = installation().vault
    said = {row.post_id: _said(vault.opened(row.person_id, wrapped), row) for row, wrapped in rows}
    return [Hidden(post, said.get(post.id)) for post in posts]


def appealed(group: UUID) -> list[SanctionView | Hidden]:
    """What somebody has appealed against and nobody has answered, the longest waiting first."""
    waiting = select(Appeal).where(Appeal.group_id == group, Appeal.decided_at.is_(None)).order_by(Appeal.made_at)
    rows = session().scalars(waiting.limit(MOST)).all()
    against = select(Sanction).where(Sanction.id.in_([row.sanction_id for row in rows if row.sanction_id]))
    held = {one.row.id: one for one in _held(session().scalars(against).all())}
    hidden = {one.post.id: one for one in _hidden(moderated([row.post_id for row in rows if row.post_id]))}
    found = [held.get(row.sanction_id) if row.sanction_id else hidden.get(row.post_id) for row in rows]  # type: ignore[arg-type]
    return [one for one in found if one]


def open_cases(group_ids: Sequence[UUID]) -> dict[UUID, tuple[int, int, int]]:
    """How many reported posts, bans that need a second moderator, and appeals wait, by group; in three statements."""
    reports = select(PostReport.group_id, func.count(func.distinct(PostReport.post_id))).where(
        PostReport.group_id.in_(group_ids), PostReport.closed_at.is_(None)
    )
    bans = select(Sanction.group_id, func.count()).where(
        Sanction.group_id.in_(group_ids), _current(), Sanction.from_when.is_(None)
    )
    appeals = select(Appeal.group_id, func.count()).where(Appeal.group_id.in_(group_ids), Appeal.decided_at.is_(None))
    counted = (
        _counts(reports.group_by(PostReport.group_id)),
        _counts(bans.group_by(Sanction.group_id)),
        _counts(appeals.group_by(Appeal.group_id)),
    )
    return {each: (counted[0].get(each, 0), counted[1].get(each, 0), counted[2].get(each, 0)) for each in group_ids}


def _counts(query: Select[UUID, int]) -> dict[UUID, int]:
    return dict(iter(session().execute(query)))
