"""Row ids: UUID version 7 (RFC 9562 section 5.7), so that new rows stand together in every index."""

from datetime import UTC, datetime
from uuid import UUID

from uuid_utils.compat import uuid7


def new_id() -> UUID:
    """An id nobody has had before; sorts by the time it was made."""
    return uuid7()


def moment_of(number: UUID) -> datetime:
    """When an id of ours was made (UTC)."""
    return datetime.fromtimestamp((number.int >> 80) / 1000, UTC)
