"""Arriving: a request whose address is proven joins the queue, or is decided at once by a rule that says so."""

from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID

from sqlalchemy import bindparam, exists, func, select

from leadgate.attributes import entitlements
from leadgate.consent.actions.answering import Answer, answer
from leadgate.foundation import clock
from leadgate.foundation.db import action, run, session
from leadgate.foundation.keys.vault import PersonKey
from leadgate.groups.actions import belonging
from leadgate.groups.errors import GroupClosed, MemberAlready
from leadgate.groups.roster import membership_exists
from leadgate.groups.types import Admission, GroupRow
from leadgate.invitations.actions import inviting
from leadgate.joining import admission, checks
from leadgate.joining.actions import admitting
from leadgate.joining.actions.moving import ARRIVED, move
from leadgate.joining.actions.remembering import refuse_before_time
from leadgate.joining.errors import HoldersOnly, QueueFull, WaitsAlready
from leadgate.joining.models import MembershipRequest
from leadgate.joining.types import LIVE, JoinState
from leadgate.ledger.actions.recording import Circumstances
from leadgate.people.types import PersonRow


@action
def arrive(
    request: UUID,
    group: GroupRow,
    key: PersonKey,
    person: PersonRow,
    said: Sequence[Answer],
    *,
    method: str,
    circumstances: Circumstances,
) -> MembershipRequest:
    """Let a request of a proven person whom `refuse` lets pass wait, with what they agreed to on the ledger.

    Args:
        request: the id of one that `asking.keep` wrote down.
        group: which is asked.
        key: the person's; what is sealed in the request is sealed under it already.
        person: who asks.
        said: what they said to which notices.
        method: how they said it, in one word.
        circumstances: the evidence of it.

    Returns:
        The request: it waits, or a rule has let them in.

    Raises:
        HoldersOnly: they do not hold what one has to.
        InvitationOver: they came by an invitation that has ended.
        GroupFull: a rule lets them in, and the group has as many members as it wants.
        NameTaken: a rule lets them in, and somebody has the name, or one that looks like it.
        DecidedMeanwhile: it is not one that can arrive.
    """
    now = clock.now()
    ends = now + timedelta(days=group.request_lasts_days)
    row = move(request, JoinState.PENDING, what=ARRIVED, values={"waiting_since": now, "lapses_at": ends})
    answer(key, said, method=method, circumstances=circumstances, request=request)
    if rule := _rule_that_decides(group, person, row.invited_by, request):
        return admitting.approve(request, rule=rule)
    return row


_STANDING = select(
    membership_exists(bindparam("group"), bindparam("person")).label("belongs"),
    exists()
    .where(
        MembershipRequest.group_id == bindparam("group"),
        MembershipRequest.subject_id == bindparam("person"),
        MembershipRequest.state.in_(LIVE),
    )
    .label("waits"),
)


def refuse(group: GroupRow, person: PersonRow) -> None:
    """Say why this person cannot ask this group now.

    Args:
        group: which is asked.
        person: who asks.

    Raises:
        GroupClosed: it has ended.
        MemberAlready: they belong to it.
        WaitsAlready: they have asked, and nobody has decided.
        Banned: the moderators have banned them.
        NotYetAgain: the group has said no not long ago; names from when on they can ask.
        QueueFull: as many wait as the group wants.
    """
    if group.closed_at is not None:
        raise GroupClosed
    standing = run(_STANDING, {"group": group.id, "person": person.id}).one()
    if standing.belongs:
        raise MemberAlready
    if standing.waits:
        raise WaitsAlready
    checks.refuse_unwelcome(group.id, person.id)
    refuse_before_time(group.id, person.address_index)
    if group.most_waiting is not None and _waiting(group.id, group.most_waiting) >= group.most_waiting:
        raise QueueFull


def _waiting(group: UUID, most: int) -> int:
    """How many wait, as far as it matters; two who take the last place one after the other wait for each other here."""
    belonging.lock_group(group)
    mine = select(MembershipRequest.id).where(MembershipRequest.group_id == group, MembershipRequest.state.in_(LIVE))
    return session().scalar(select(func.count()).select_from(mine.limit(most).subquery())) or 0


def _rule_that_decides(group: GroupRow, person: PersonRow, invited_by: UUID | None, request: UUID) -> str:
    """The name of the rule by which somebody is let in without a moderator; empty when one has to look.

    Raises:
        HoldersOnly: they do not hold what one has to.
        InvitationOver: they came by an invitation that has ended.
    """
    if invited_by and inviting.use(invited_by):
        return "invited"
    if group.admission == Admission.HOLDERS:
        if group.holds is not None and entitlements.holds(person.id, group.holds):
            return "holds"
        if invited_by:
            return ""
        raise HoldersOnly
    if group.admission == Admission.OPEN:
        return "open"
    return admission.rule_for(group.id, person, request)
