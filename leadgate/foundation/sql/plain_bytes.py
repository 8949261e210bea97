"""Bytes as drivers take them, without the wrapper SQLAlchemy puts around each."""

from sqlalchemy import LargeBinary
from sqlalchemy.engine import Dialect


class PlainBytes(LargeBinary):
    """As `LargeBinary`; both drivers tell bytes from text by themselves."""

    cache_ok = True

    def bind_processor(self, dialect: Dialect) -> None:
        """Nothing.

        Args:
            dialect: not needed.
        """
