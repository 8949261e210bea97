"""Row ids: UUID version 7 (RFC 9562 section 5.7), so that new rows stand together in every index."""

from uuid import UUID

from uuid_utils.compat import uuid7


def new_id() -> UUID:
    """An id nobody has had before; sorts by the time it was made."""
    return uuid7()
