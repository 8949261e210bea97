"""The letter that invites."""

from functools import partial
from uuid import UUID

from leadgate.foundation.installation import installation
from leadgate.foundation.mail.composing import Letter
from leadgate.foundation.mail.letters import put_letter
from leadgate.groups import queries as groups
from leadgate.invitations import queries
from leadgate.invitations.models import Invitation
from leadgate.invitations.room import INVITATION


def invite(row: Invitation) -> None:
    """Send an invitation."""
    put_letter("invitations/invited", str(row.id), owner=row.id, invitation=row.id)


def write_invited(invitation: UUID) -> Letter | None:
    """That somebody is invited, with the link that lets them in."""
    row = queries.invitation(invitation)
    if row is None:
        return None
    here = installation()
    words = {
        "group": groups.group(row.group_id),
        "url": f"{here.settings.base_url}/g/invitation/{here.tokens.make(INVITATION, row.id)}",
        "by": groups.names_of(row.group_id).get(row.by, ""),
    }
    return Letter(row.id, partial(queries.address_of, row), row.language, words)
