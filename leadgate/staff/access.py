"""From an id in an address to the account."""

from uuid import UUID

from leadgate.foundation.errors import NotFound
from leadgate.staff import queries
from leadgate.staff.models import StaffAccount


def account_of(account_id: UUID) -> StaffAccount:
    """The account with this id.

    Raises:
        NotFound: there is none, or it is disabled.
    """
    found = queries.account(account_id)
    if found is None:
        raise NotFound
    return found
