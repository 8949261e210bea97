"""Admitting: the decision yes and the membership it makes, in one act, or neither."""

from datetime import timedelta
from uuid import UUID

from sqlalchemy import bindparam, func, select

from leadgate.consent.queries import agrees_to_newest
from leadgate.foundation import clock
from leadgate.foundation.db import action, add_row, read_row, session
from leadgate.foundation.ids import new_id
from leadgate.foundation.installation import installation
from leadgate.groups.actions.naming import refuse_taken_name
from leadgate.groups.models import Group, Membership
from leadgate.groups.queries import rules_of
from leadgate.joining import checks, mail
from leadgate.joining.actions.moving import move
from leadgate.joining.errors import ConsentChanged, GroupFull, MemberAlready, NoSuchRequest
from leadgate.joining.models import MembershipRequest
from leadgate.joining.types import JoinState

_ASKED = (
    select(Group, MembershipRequest.subject_id)
    .join(MembershipRequest, MembershipRequest.group_id == Group.id)
    .where(MembershipRequest.id == bindparam("request"))
)
_BELONGS = select(Membership.id).where(
    Membership.group_id == bindparam("group"), Membership.person_id == bindparam("person")
)


@action
def approve(
    request: UUID, *, by: UUID | None = None, rule: str = "", seen: int | None = None, what: str = ""
) -> MembershipRequest:
    """Let somebody in. What a moderator decided takes effect when it can no longer be undone; a rule's word at once.

    Args:
        request: the request's id.
        by: the moderator, if one did it.
        rule: which rule did it, if none did.
        seen: the version the moderator saw; any when None.
        what: the step, where its name is not the new state's.

    Returns:
        The request as it is then.

    Raises:
        DecidedMeanwhile: it is not one that can be approved, or another version than the one seen.
        NoSuchRequest: there is none of that id.
        ConsentChanged: the rules or the wording of membership are not the ones the person agreed to.
        MemberAlready: the person belongs to the group.
        NameTaken: somebody in the group has taken the name, or one that looks like it, meanwhile.
        GroupFull: it has as many members as it wants.
        Banned: the moderators have banned the person.
    """
    asked = session().execute(_ASKED, {"request": request}).one_or_none()
    if asked is None:
        raise NoSuchRequest
    group, person = asked
    window = group.undo_window if by else timedelta()
    checks.refuse_unwelcome(group.id, person)
    row = move(request, JoinState.APPROVED, by=by, rule=rule, seen=seen, what=what, heard_after=window)
    if row.rules_version != rules_of(group.id).version or not agrees_to_newest(row.subject_id, group.purpose_id):
        raise ConsentChanged
    _add(group, row)
    mail.tell_decision(row)
    return row


def _members(group: UUID) -> int:
    """How many belong; two who take the last place one after the other wait for each other here."""
    session().execute(select(Group.id).where(Group.id == group).with_for_update())
    counted = select(func.count()).select_from(Membership).where(Membership.group_id == group)
    return session().scalar(counted) or 0


def _add(group: Group, row: MembershipRequest) -> None:
    if group.most_members is not None and _members(group.id) >= group.most_members:
        raise GroupFull
    if read_row(_BELONGS, {"group": group.id, "person": row.subject_id}):
        raise MemberAlready
    assert row.heard_at, "a decision says from when on it counts"
    key, new = installation().vault.key_of(row.subject_id), new_id()
    name = key.open(MembershipRequest.name, row.id, row.name)
    add_row(
        Membership,
        id=new,
        person_id=row.subject_id,
        group_id=group.id,
        name=key.seal(Membership.name, new, name),
        name_key=refuse_taken_name(group.id, name, person=row.subject_id),
        rules_version=row.rules_version,
        begins_at=row.heard_at,
        seen_at=clock.now(),
        digest_at=None,
        calendar=None,
    )
