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


def id_at(moment: datetime, seed: bytes) -> UUID:
    """An id (UUIDv7, RFC 9562 section 5.7) of a moment that is the same for the same seed.

    Args:
        moment: to the millisecond.
        seed: ten bytes at least, of which six bits are left out.
    """
    milliseconds = int(moment.timestamp() * 1000)
    value = int.from_bytes(milliseconds.to_bytes(6, "big") + seed[:10], "big")
    value = value & ~(0xF << 76) | 7 << 76
    return UUID(int=value & ~(0b11 << 62) | 0b10 << 62)
