"""Reading invitations: who is invited, and what a token of an invitation opens."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import func, select

from leadgate.foundation import clock
from leadgate.foundation.db import session
from leadgate.foundation.installation import installation
from leadgate.foundation.keys.tokens import Act, TokenExpired, TokenInvalid
from leadgate.invitations.errors import InvitationOver
from leadgate.invitations.models import Invitation, InvitationLink
from leadgate.invitations.room import INVITATION, INVITATION_LINK


@dataclass(frozen=True, slots=True)
class Invited:
    """What an invitation opens: the form of one group, for anybody or for one proven address."""

    id: UUID
    group_id: UUID
    token: str
    address_proven: bool
    """Whether it came to an inbox, so that who holds it has shown that they read it."""


def by_token(token: str) -> Invited:
    """What a token opens.

    Raises:
        InvitationOver: forged, used, taken back or too old: none of it is told apart.
    """
    if (found := _read(INVITATION, token)) and (row := invitation(found)):
        return Invited(row.id, row.group_id, token, address_proven=True)
    if (found := _read(INVITATION_LINK, token)) and (link := _usable_link(found)):
        return Invited(link.id, link.group_id, token, address_proven=False)
    raise InvitationOver


def _read(act: Act, token: str) -> UUID | None:
    try:
        return installation().tokens.read(act, token)[0]
    except (TokenInvalid, TokenExpired):
        return None


def invitation(invitation_id: UUID) -> Invitation | None:
    """An invitation that has not ended."""
    row = session().get(Invitation, invitation_id)
    return row if row and row.expires_at > clock.now() else None


def _usable_link(link_id: UUID) -> InvitationLink | None:
    link = session().get(InvitationLink, link_id)
    usable = link and link.revoked_at is None and link.ends_at > clock.now() and link.uses < link.most_uses
    return link if usable else None


def address_of(row: Invitation) -> str:
    """Whom an invitation is for.

    Raises:
        KeyDestroyed: it is gone.
    """
    return installation().vault.key_of(row.id).open(Invitation.address, row.id, row.address)


def open_count(group: UUID) -> int:
    """How many addresses are invited that have not answered."""
    mine = (Invitation.group_id == group) & (Invitation.expires_at > clock.now())
    return session().scalar(select(func.count()).select_from(Invitation).where(mine)) or 0


def links_of(group: UUID) -> Sequence[tuple[InvitationLink, str]]:
    """The links of a group that can still be used, each with its address."""
    mine = select(InvitationLink).where(InvitationLink.group_id == group).order_by(InvitationLink.made_at.desc())
    here = installation()
    return [
        (link, f"{here.settings.base_url}/g/invitation/{here.tokens.make(INVITATION_LINK, link.id)}")
        for link in session().scalars(mine)
        if _usable_link(link.id)
    ]
