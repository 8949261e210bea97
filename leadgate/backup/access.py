"""Whether a number in an address is that of a backup."""

from uuid import UUID

from leadgate.backup import queries
from leadgate.backup.errors import UnknownBackup


def known(number: UUID) -> UUID:
    """The number, if there is a backup of it.

    Raises:
        UnknownBackup
    """
    if queries.copy(number) is None:
        raise UnknownBackup
    return number
