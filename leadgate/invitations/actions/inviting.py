"""Inviting: an invitation opens the form, never the group; it can be refused for good, and it ends by itself."""

from datetime import timedelta
from uuid import UUID

from sqlalchemy import delete, select, update

from leadgate.foundation import audit, clock
from leadgate.foundation.background import outbox
from leadgate.foundation.db import action, add_row, session
from leadgate.foundation.ids import new_id
from leadgate.foundation.installation import installation
from leadgate.foundation.limits import Limit, spend
from leadgate.foundation.mail.addresses import MailAddress, NotAnAddress, parsed
from leadgate.foundation.mail.budget import spend_or_wait
from leadgate.foundation.mail.pasted import taken_apart
from leadgate.groups import queries as groups
from leadgate.groups.types import GroupRow
from leadgate.invitations import mail, queries
from leadgate.invitations.errors import InvitationOver, NoAddresses, TooManyAddresses
from leadgate.invitations.models import Invitation, InvitationLink
from leadgate.people import queries as people
from leadgate.people.types import SuppressionReason
from leadgate.people.verification.actions.suppressing import suppress

LASTS = timedelta(days=30)
MOST_AT_ONCE = 500
PER_GROUP = Limit("invite/group", 1_000, timedelta(days=1))


@action
def invite(group: UUID, typed: str, *, by: UUID) -> int:
    """Invite the addresses of a text. Who is in already, or refused, gets no mail.

    Args:
        group: of a group that is there.
        typed: addresses, however a list of them is written (`pasted.taken_apart`).
        by: the moderator.

    Returns:
        How many different addresses stand in the text.

    Raises:
        NoAddresses: some of them cannot be addresses, each named with its line; nobody is invited then.
        TooManyAddresses: they are more than five hundred; nobody is invited then.
        TooMany: more than a thousand within a day for this group; nobody is invited then.
    """
    addresses = _read(typed)
    if len(addresses) > MOST_AT_ONCE:
        raise TooManyAddresses(len(addresses), MOST_AT_ONCE)
    for address in addresses.values():
        spend((PER_GROUP, str(group)))
        _write(groups.group(group), address, by)
    audit.record("group:invite", actor=by, subject=group)
    return len(addresses)


def _read(typed: str) -> dict[str, MailAddress]:
    """Every different address of a text; all that cannot be one are said together."""
    addresses: dict[str, MailAddress] = {}
    wrong: list[tuple[int, str]] = []
    for line, text in taken_apart(typed):
        try:
            address = parsed(text)
        except NotAnAddress:
            wrong.append((line, text))
        else:
            addresses.setdefault(address.normalised, address)
    if wrong:
        raise NoAddresses(wrong)
    return addresses


def _write(group: GroupRow, address: MailAddress, by: UUID) -> None:
    index, now = people.index_of(address), clock.now()
    if session().scalar(
        select(Invitation.id).where(Invitation.group_id == group.id, Invitation.address_index == index)
    ):
        return
    new = new_id()
    key = installation().vault.new_key(new)
    sealed = key.seal(Invitation.address, new, address.typed)
    add_row(
        Invitation,
        id=new,
        group_id=group.id,
        address_index=index,
        address=sealed,
        language=group.language,
        by=by,
        made_at=now,
        expires_at=now + LASTS,
    )
    outbox.add_new(
        "invitations.send_invitation", {"invitation": new}, key=f"invitations.send_invitation/{new}", owner=new
    )


@action
def send_invitation(invitation: str) -> None:
    """Write to who is invited, unless they want no invitations; asking again changes nothing."""
    row = session().get(Invitation, UUID(invitation))
    if row is None:
        return
    address = parsed(queries.address_of(row))
    if people.is_suppressed(address, SuppressionReason.NO_INVITATIONS):
        return
    spend_or_wait(address.mailbox)
    mail.invite(row)


@action
def refuse(invitation: UUID) -> None:
    """Refuse an invitation, and every other one to come.

    Raises:
        InvitationOver: it was used, refused, or has ended.
    """
    row = session().get(Invitation, invitation)
    if row is None:
        raise InvitationOver
    suppress(row.address_index, SuppressionReason.NO_INVITATIONS)
    audit.record("group:invitation-refused", actor=None, subject=row.group_id)
    installation().vault.destroy(invitation)


@action
def make_link(group: UUID, *, most_uses: int, days: int, trusted: bool, by: UUID) -> UUID:
    """Make a link that opens the form of a group.

    Args:
        group: the group's id.
        most_uses: how many people can come by it.
        days: how long it works, from now.
        trusted: whether who comes by it is let in without a moderator.
        by: the moderator.

    Returns:
        The link's id.
    """
    new, now = new_id(), clock.now()
    link = InvitationLink(
        id=new,
        group_id=group,
        by=by,
        trusted=trusted,
        most_uses=most_uses,
        uses=0,
        made_at=now,
        ends_at=now + timedelta(days=days),
        revoked_at=None,
    )
    session().add(link)
    audit.record("group:invitation-link", actor=by, subject=group)
    return new


@action
def revoke_link(link: UUID, group: UUID, *, by: UUID) -> None:
    """Take a link back; who came by it before stays. Twice is once.

    Args:
        link: the link's id.
        group: the group's; another group's link stays.
        by: the moderator.
    """
    mine = update(InvitationLink).where(InvitationLink.id == link, InvitationLink.group_id == group)
    session().execute(mine.where(InvitationLink.revoked_at.is_(None)).values(revoked_at=clock.now()))
    audit.record("group:invitation-link-revoked", actor=by, subject=group)


@action
def use(invited_by: UUID) -> bool:
    """Use an invitation or a link once; answers whether who comes by it is let in without a moderator.

    Raises:
        InvitationOver: it was used up, taken back, refused, or has ended.
    """
    now = clock.now()
    mine = delete(Invitation).where(Invitation.id == invited_by, Invitation.expires_at > now)
    if session().execute(mine).rowcount:  # type: ignore[attr-defined]
        _let_go_of_key(invited_by)
        return True
    link = update(InvitationLink).where(
        InvitationLink.id == invited_by,
        InvitationLink.revoked_at.is_(None),
        InvitationLink.ends_at > now,
        InvitationLink.uses < InvitationLink.most_uses,
    )
    used = session().execute(link.values(uses=InvitationLink.uses + 1).returning(InvitationLink.trusted)).one_or_none()
    if used is None:
        raise InvitationOver
    return bool(used[0])


def _let_go_of_key(invitation: UUID) -> None:
    """An invitation's key ends with it, unless it has become a new person's."""
    if not people.is_known(invitation):
        installation().vault.destroy(invitation)
