"""Admitting: the decision yes and the membership it makes, in one act, or neither."""

from datetime import timedelta
from uuid import UUID

from sqlalchemy import bindparam, select

from leadgate.consent.queries import agrees_to_newest
from leadgate.foundation.db import action, session
from leadgate.foundation.installation import installation
from leadgate.groups.actions import belonging
from leadgate.groups.models import Group
from leadgate.groups.queries import rules_of
from leadgate.joining import checks, mail
from leadgate.joining.actions.moving import move
from leadgate.joining.errors import ConsentChanged, NoSuchRequest
from leadgate.joining.models import MembershipRequest
from leadgate.joining.types import JoinState

_ASKED = (
    select(Group, MembershipRequest.subject_id)
    .join(MembershipRequest, MembershipRequest.group_id == Group.id)
    .where(MembershipRequest.id == bindparam("request"))
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
    row = move(request, JoinState.APPROVED, by=by, rule=rule, seen=seen, what=what, heard_after=window)
    checks.refuse_unwelcome(group.id, person)  # once the request is ours: whoever bans its sender has to move it, too
    if row.rules_version != rules_of(group.id).version or not agrees_to_newest(row.subject_id, group.purpose_id):
        raise ConsentChanged
    assert row.heard_at, "a decision says from when on it counts"
    key = installation().vault.key_of(person)
    name = key.open(MembershipRequest.name, row.id, row.name)
    belonging.begin(group, key, name, rules_version=row.rules_version, begins_at=row.heard_at)
    mail.tell_decision(row)
    return row
