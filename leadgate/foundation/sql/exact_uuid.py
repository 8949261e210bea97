"""Ids as a database without a type for them keeps them: 32 small hexadecimal digits, and no other spelling."""

from collections.abc import Callable
from typing import Any, cast
from uuid import UUID, SafeUUID

from sqlalchemy import Uuid
from sqlalchemy.engine import Dialect

_new, _set = object.__new__, object.__setattr__
Processor = Callable[[Any], UUID | None] | None


class ExactUuid(Uuid[UUID]):
    """A UUID that is refused where it is spelled otherwise than it is written here.

    A column of text would have room for one id in several spellings (large letters, dashes, braces), which are the same
    id to whoever reads them, and different ones to every comparison and every unique key.
    """

    cache_ok = True

    def result_processor(self, dialect: Dialect, coltype: object) -> Processor:
        """As `Uuid`; what is read raises `ValueError` where it is spelled otherwise.

        Args:
            dialect: of the database.
            coltype: as its driver names it.

        Returns:
            What makes an id of a value; None where the database does.
        """
        own: Any = super()
        return cast(Processor, own.result_processor(dialect, coltype)) if dialect.supports_native_uuid else _exact


def _exact(value: str | None) -> UUID | None:
    if value is None:
        return None
    number = int(value, 16)
    if f"{number:032x}" != value:
        raise ValueError("an id in another spelling")
    # As its constructor does, without asking once more what was just asked; every row that is read has several.
    made = _new(UUID)
    _set(made, "int", number)
    _set(made, "is_safe", SafeUUID.unknown)
    return made
