"""Reading requests to join: as the person who made one may know it, and how long answers usually take."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from statistics import median
from uuid import UUID

from sqlalchemy import func, select

from leadgate.consent.queries import agrees_to_newest
from leadgate.foundation import clock
from leadgate.foundation.db import session
from leadgate.foundation.installation import installation
from leadgate.groups import queries as groups
from leadgate.groups.models import Group, Membership
from leadgate.joining import checks, queries
from leadgate.joining.models import Applicant, MembershipRequest, MembershipStep, RequestAnswers, RequestMessage
from leadgate.joining.types import JoinState, JoinStep
from leadgate.people.queries import index_with
from leadgate.questions import answers

COUNTED_TO = 1_000
"""So far a place in the queue is counted exactly."""


def groups_of(person: UUID) -> list[tuple[Group, str]]:
    """The groups of somebody by title: `member`, `banned`, or where their request to join is."""
    inside = select(Group).join(Membership).where(Membership.person_id == person, Membership.begins_at <= clock.now())
    found = {group.id: (group, "member") for group in session().scalars(inside)}
    inside_of = set(found)
    asked = select(MembershipRequest, Group).join(Group).where(MembershipRequest.subject_id == person)
    mine = asked.where(queries.seen_by(person)).order_by(MembershipRequest.made_at)
    for row, group in session().execute(mine):
        # Whose request was approved and who is inside no more has left.
        if group.id not in inside_of and (state := state_as_known(row)) != JoinState.APPROVED:
            found[group.id] = (group, state)
    if banned := checks.unwelcome_in(person):
        held = session().scalars(select(Group).where(Group.id.in_(banned)))
        found |= {group.id: (group, "banned") for group in held}
    return sorted(found.values(), key=lambda one: one[0].title)


def state_as_known(row: MembershipRequest) -> JoinState:
    """Where a request is, as its person may know it: what can be undone is undecided, and so is what was ignored."""
    heard = row.heard_at is None or row.heard_at <= clock.now()
    return JoinState(row.state) if heard and row.state != JoinState.IGNORED else JoinState.PENDING


def request(request_id: UUID) -> MembershipRequest | None:
    """The request of that id."""
    return session().get(MembershipRequest, request_id)


def newest_request(group: UUID, person: UUID) -> MembershipRequest | None:
    """What a person last asked of a group."""
    mine = select(MembershipRequest).where(MembershipRequest.group_id == group, MembershipRequest.subject_id == person)
    return session().scalar(mine.order_by(MembershipRequest.made_at.desc()).limit(1))


def has_asked(person: UUID, group: UUID) -> bool:
    """Whether somebody belongs to a group, or has asked it."""
    return groups.membership(group, person) is not None or newest_request(group, person) is not None


def newest_request_named(slug: str, person: UUID) -> MembershipRequest | None:
    """As `newest_request`, of the group of that name; asked in one statement, whether there is such a group or not."""
    group = groups.id_in(slug)
    mine = select(MembershipRequest).where(MembershipRequest.group_id == group, MembershipRequest.subject_id == person)
    return session().scalar(mine.order_by(MembershipRequest.made_at.desc()).limit(1))


@dataclass(frozen=True, slots=True)
class OwnRequest:
    """A request as the person who made it sees it."""

    row: MembershipRequest
    state: JoinState
    """As they may know it: a decision that can still be undone is none yet."""
    name: str
    reason: str
    answers: list[answers.Answer]
    answers_end_at: datetime | None
    kept_days: int
    """So many days after the decision the answers are deleted, as was said when the first of them were given."""
    messages: list["RequestMessageView"]
    place: int | None
    usual_hours: float | None
    again_from: datetime | None
    must_agree: bool
    """Whether the rules or the wording of membership have changed since they agreed."""
    looks: int


@dataclass(frozen=True, slots=True)
class RequestMessageView:
    """One message of the talk about a request; `by` is the moderator's name, none for the applicant."""

    at: datetime
    by: str | None
    text: str


def own_request(row: MembershipRequest) -> OwnRequest:
    """All a person may know of their own request."""
    key = installation().vault.key_of(row.subject_id)
    heard = row.heard_at is None or row.heard_at <= clock.now()
    state = state_as_known(row)
    kept = session().get(RequestAnswers, row.id)
    waits = state == JoinState.PENDING
    return OwnRequest(
        row=row,
        state=state,
        name=key.open(MembershipRequest.name, row.id, row.name),
        reason=reason_of(row) if heard else "",
        answers=answers.read(key.open(RequestAnswers.answers, row.id, kept.answers)) if kept else [],
        answers_end_at=kept.expires_at if kept and heard else None,
        kept_days=kept.kept_days if kept else groups.group(row.group_id).answers_kept_days,
        messages=messages_of(row),
        place=place_of(row) if waits else None,
        usual_hours=usual_hours(row.group_id) if waits else None,
        again_from=again_from(row) if state == JoinState.DECLINED else None,
        must_agree=must_agree(row),
        looks=looks_at(row),
    )


def again_from(row: MembershipRequest) -> datetime | None:
    """When the person of a declined request can ask again."""
    index = index_with(row.subject_id)
    known = session().get(Applicant, (row.group_id, queries.address_key(row.group_id, index))) if index else None
    return known.again_from if known else None


def must_agree(row: MembershipRequest) -> bool:
    """Whether a person has to agree anew before they can be let in."""
    purpose = groups.group(row.group_id).purpose_id
    return row.rules_version != groups.rules_of(row.group_id).version or not agrees_to_newest(row.subject_id, purpose)


def looks_at(row: MembershipRequest) -> int:
    """How often moderators of the group opened a request."""
    looks = select(func.count()).where(MembershipStep.request_id == row.id, MembershipStep.what == JoinStep.SEEN)
    return session().scalar(looks) or 0


def steps_of(request: UUID) -> Sequence[MembershipStep]:
    """What happened to a request, oldest first."""
    return (
        session()
        .scalars(select(MembershipStep).where(MembershipStep.request_id == request).order_by(MembershipStep.at))
        .all()
    )


def reason_of(row: MembershipRequest) -> str:
    """Why a request was declined, in the moderator's words; empty when it was not."""
    key = installation().vault.key_of(row.subject_id)
    return key.open(MembershipRequest.reason, row.id, row.reason) if row.reason else ""


def messages_of(row: MembershipRequest) -> list[RequestMessageView]:
    """What was said about a request, oldest first."""
    key = installation().vault.key_of(row.subject_id)
    names = groups.names_of(row.group_id)
    mine = select(RequestMessage).where(RequestMessage.request_id == row.id).order_by(RequestMessage.at)
    return [
        RequestMessageView(
            one.at, names.get(one.by, "") if one.by else None, key.open(RequestMessage.text, one.id, one.text)
        )
        for one in session().scalars(mine)
    ]


def place_of(row: MembershipRequest) -> int | None:
    """A request's place in its queue, from 1; None beyond a thousand."""
    if row.waiting_since is None:
        return None
    before = select(MembershipRequest.id).where(
        MembershipRequest.group_id == row.group_id,
        MembershipRequest.state == JoinState.PENDING,
        MembershipRequest.waiting_since < row.waiting_since,
    )
    count = session().scalar(select(func.count()).select_from(before.limit(COUNTED_TO).subquery())) or 0
    return None if count >= COUNTED_TO else count + 1


def usual_hours(group: UUID) -> float | None:
    """In how many hours moderators usually answer: the median of the newest fifty decisions; None below five."""
    took = [(end - start).total_seconds() / 3600 for start, end in queries.answered(group, 50)]
    return median(took) if len(took) >= groups.FEW else None
