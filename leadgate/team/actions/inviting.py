"""Inviting a colleague: an account that a letter's link opens once."""

from uuid import UUID

from leadgate.foundation.db import action
from leadgate.foundation.mail.addresses import parsed
from leadgate.foundation.mail.letters import add_new_letter
from leadgate.foundation.permissions import Role
from leadgate.staff.actions import accounts


@action
def invite(email: str, role: Role, *, by: UUID) -> UUID:
    """Make an account for a colleague, and write to them.

    Args:
        email: theirs, as typed.
        role: what they are trusted with.
        by: the owner.

    Returns:
        The account's id.

    Raises:
        NotAnAddress: it cannot be one.
        AccountTaken: it has an account.
    """
    account = accounts.add_account(parsed(email).typed, role, by=by)
    write_again(account, by=by)
    return account


@action
def write_again(account: UUID, *, by: UUID) -> None:
    """Write to a colleague once more, with a new link that lets them in within a day.

    Args:
        account: theirs.
        by: the owner.
    """
    link = accounts.add_link(account, by=by)
    add_new_letter("team/invite", account, link=link)
