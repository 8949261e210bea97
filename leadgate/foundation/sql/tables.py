"""What every table is made of, and its finished rows."""

from collections.abc import Callable
from datetime import datetime
from typing import Any, ClassVar, Generic, ParamSpec, TypeVar, cast, dataclass_transform
from uuid import UUID

from sqlalchemy import MetaData
from sqlalchemy.orm import DeclarativeBase, mapped_column

from leadgate.foundation.sql.exact_uuid import ExactUuid
from leadgate.foundation.utc import UtcDateTime

P = ParamSpec("P")
T = TypeVar("T", bound="Base")


@dataclass_transform(kw_only_default=True, field_specifiers=(mapped_column,))
class Base(DeclarativeBase):
    """What every table inherits. Its columns are the keyword arguments of its class, and mypy reads them (PEP 681)."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map: ClassVar = {datetime: UtcDateTime, UUID: ExactUuid}


class Row(dict[str, Any], Generic[T]):
    """The values of one new row of a table, by column; to the machine a plain dict, made by `row_of` only."""


def row_of(_table: Callable[P, T], /, *_: P.args, **values: P.kwargs) -> Row[T]:
    """A finished row for `add_rows`.

    Args:
        values: every column by its name and with its type, as the table's class takes them.
    """
    return cast("Row[T]", values)
