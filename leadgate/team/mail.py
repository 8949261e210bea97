"""The letter that invites a colleague."""

from uuid import UUID

from leadgate.foundation.mail.composing import Letter
from leadgate.foundation.permissions import Role
from leadgate.staff import queries
from leadgate.staff.actions import accounts
from leadgate.team.types import TRUSTED_WITH


def write_invite(link: UUID) -> Letter | None:
    """Tells somebody what they are invited to, with the link that lets them in once; None once it is used or old."""
    account = queries.account_of_link(link)
    if account is None:
        return None
    role = Role(account.role)
    told = {"role": role, "trusted_with": TRUSTED_WITH[role], "url": accounts.address_of(link)}
    return Letter(None, lambda: account.email, queries.language_of(account), told)
