"""The queue of a group as its moderators see it: what a decision needs, oldest first, in a few queries."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select, tuple_

from leadgate.foundation import clock
from leadgate.foundation.db import session
from leadgate.foundation.installation import installation
from leadgate.foundation.keys.vault import PersonKey
from leadgate.groups import queries as groups
from leadgate.groups.types import GroupRow, QueueFigures
from leadgate.joining import queries as joining
from leadgate.joining import requests
from leadgate.joining.errors import NoSuchRequest
from leadgate.joining.models import Applicant, MembershipRequest, RequestAnswers
from leadgate.joining.types import LIVE, JoinState, Only
from leadgate.moderation import filters
from leadgate.moderation.filters import OVERDUE
from leadgate.moderation.models import RequestClaim
from leadgate.people.queries import address_in, people_of
from leadgate.people.types import PersonRow
from leadgate.questions import answers
from leadgate.questions.answers import Answer

PAGE = 20


@dataclass(frozen=True, slots=True)
class QueuedRequest:
    """One request in the queue."""

    id: UUID
    person: UUID
    version: int
    state: JoinState
    since: datetime
    name: str
    answers: list[Answer]
    before: Applicant | None
    claimed_by: str
    address: str
    """Only for a moderator who may see it."""
    agreed: bool
    """Whether they agreed to the rules as they are now."""

    @property
    def is_overdue(self) -> bool:
        """Whether they have waited longer than anybody should."""
        return self.since <= clock.now() - OVERDUE


@dataclass(frozen=True, slots=True)
class QueuePage:
    """A page of a queue, and from where the next one goes on."""

    shown: list[QueuedRequest]
    after: str | None


def waiting(
    group: GroupRow, state: JoinState, after: str = "", reader: UUID | None = None, only: Only = Only.EVERYBODY
) -> QueuePage:
    """Requests in one state, oldest first.

    Args:
        after: where the page before ended.
        reader: who looks; their own claims are not shown to them.
    """
    mine = select(MembershipRequest).where(MembershipRequest.group_id == group.id, MembershipRequest.state == state)
    mine = mine.where(*filters.conditions(group, only, reader))
    order = (MembershipRequest.waiting_since, MembershipRequest.id)
    if place := _place(after):
        mine = mine.where(tuple_(*order) > tuple_(*place))
    rows = session().scalars(mine.order_by(*order).limit(PAGE + 1)).all()
    onward = f"{rows[PAGE - 1].waiting_since}/{rows[PAGE - 1].id}" if len(rows) > PAGE else None
    return QueuePage(_shown(group, rows[:PAGE], reader), onward)


def _place(after: str) -> tuple[datetime, UUID] | None:
    since, _, number = after.partition("/")
    try:
        return datetime.fromisoformat(since), UUID(number)
    except ValueError:
        return None


def one(group: GroupRow, row: MembershipRequest, reader: UUID) -> QueuedRequest:
    """One request as it stands in the queue.

    Raises:
        NoSuchRequest: whoever sent it is gone.
    """
    if shown := _shown(group, [row], reader):
        return shown[0]
    raise NoSuchRequest


def _shown(group: GroupRow, rows: Sequence[MembershipRequest], reader: UUID | None) -> list[QueuedRequest]:
    people, ids = [row.subject_id for row in rows], [row.id for row in rows]
    keys = installation().vault.keys_of(people)
    given = select(RequestAnswers).where(RequestAnswers.request_id.in_(ids))
    kept = {one.request_id: one for one in session().scalars(given)}
    applicants = people_of(people)
    known = {joining.address_key(group.id, one.address_index): one.id for one in applicants}
    addresses = _addresses(applicants, keys) if groups.may_see_addresses(group.id, reader) else {}
    seen_before = select(Applicant).where(Applicant.group_id == group.id, Applicant.address_key.in_(list(known)))
    before = {known[one.address_key]: one for one in session().scalars(seen_before)}
    claims, rules = _claims(ids, reader), groups.rules_of(group.id).version
    return [
        QueuedRequest(
            id=row.id,
            person=row.subject_id,
            version=row.version,
            state=JoinState(row.state),
            since=row.waiting_since or row.made_at,
            name=keys[row.subject_id].open(MembershipRequest.name, row.id, row.name),
            answers=_answers(keys[row.subject_id], kept.get(row.id)),
            before=before.get(row.subject_id),
            claimed_by=claims.get(row.id, ""),
            address=addresses.get(row.subject_id, ""),
            agreed=row.rules_version == rules,
        )
        for row in rows
        if row.subject_id in keys
    ]


def _addresses(applicants: Sequence[PersonRow], keys: dict[UUID, PersonKey]) -> dict[UUID, str]:
    return {one.id: address_in(keys[one.id], one.address) for one in applicants if one.id in keys}


def _answers(key: PersonKey, kept: RequestAnswers | None) -> list[Answer]:
    return answers.read(key.open(RequestAnswers.answers, kept.request_id, kept.answers)) if kept else []


def _claims(requests: Sequence[UUID], reader: UUID | None) -> dict[UUID, str]:
    """Which of these somebody else is on, and who."""
    on_it = (
        select(RequestClaim.request_id, RequestClaim.by, MembershipRequest.group_id)
        .join(MembershipRequest, MembershipRequest.id == RequestClaim.request_id)
        .where(RequestClaim.request_id.in_(requests), RequestClaim.until > clock.now(), RequestClaim.by != reader)
    )
    rows = session().execute(on_it).all()
    names = {group: groups.names_of(group) for group in {row.group_id for row in rows}}
    return {row.request_id: names[row.group_id].get(row.by, "") for row in rows if row.by in names[row.group_id]}


@dataclass(frozen=True, slots=True)
class Undoable:
    """A decision nobody has heard of yet."""

    id: UUID
    name: str
    state: JoinState
    until: datetime


def undoable(group: GroupRow, by: UUID) -> list[Undoable]:
    """What a moderator decided and can still take back, newest first, at most a hundred."""
    mine = select(MembershipRequest).where(
        MembershipRequest.group_id == group.id,
        MembershipRequest.decided_by == by,
        MembershipRequest.decided_at > clock.now() - group.undo_window,
        MembershipRequest.heard_at > clock.now(),
    )
    rows = session().scalars(mine.order_by(MembershipRequest.decided_at.desc()).limit(100)).all()
    keys = installation().vault.keys_of([row.subject_id for row in rows])
    return [
        Undoable(row.id, keys[row.subject_id].open(MembershipRequest.name, row.id, row.name), JoinState(row.state), at)
        for row in rows
        if (at := row.heard_at) and row.subject_id in keys
    ]


def figures(group_ids: Sequence[UUID]) -> dict[UUID, QueueFigures]:
    """How many wait in each of these groups, by its id."""
    counted = (
        select(
            *(MembershipRequest.group_id, MembershipRequest.state, func.count()),
            func.min(MembershipRequest.waiting_since),
        )
        .where(MembershipRequest.group_id.in_(group_ids), MembershipRequest.state.in_(LIVE))
        .group_by(MembershipRequest.group_id, MembershipRequest.state)
    )
    found = {(group, state): (count, oldest) for group, state, count, oldest in session().execute(counted)}
    nothing = (0, None)
    return {
        each: QueueFigures(
            group_id=each,
            pending=found.get((each, JoinState.PENDING), nothing)[0],
            needs_answer=found.get((each, JoinState.NEEDS_ANSWER), nothing)[0],
            oldest=found.get((each, JoinState.PENDING), nothing)[1],
            usual_hours=requests.usual_hours(each),
        )
        for each in group_ids
    }


def pending_in(group_ids: Sequence[UUID]) -> tuple[int, datetime | None]:
    """How many wait for a moderator in these groups together, and since when the first of them does."""
    mine = (MembershipRequest.group_id.in_(group_ids), MembershipRequest.state == JoinState.PENDING)
    counted = select(func.count(), func.min(MembershipRequest.waiting_since)).where(*mine)
    count, oldest = session().execute(counted).one()
    return count, oldest


def live(group: GroupRow, requests: Sequence[UUID], reader: UUID) -> dict[str, dict[str, object]]:
    """What a page that stays open must know of the requests on it; nothing anybody wrote."""
    some = list(requests)[: PAGE * 2]
    mine = select(MembershipRequest.id, MembershipRequest.state, MembershipRequest.version).where(
        MembershipRequest.group_id == group.id, MembershipRequest.id.in_(some)
    )
    claims = _claims(some, reader)
    return {
        str(number): {"waits": state in LIVE, "version": version, "claimed_by": claims.get(number, "")}
        for number, state, version in session().execute(mine)
    }
