"""What an act, or a reader, is at work with."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property

from sqlalchemy.engine import Connection
from sqlalchemy.orm import Session

from leadgate.foundation.sql.pending_writes import PendingWrites


@dataclass
class Work:
    """A connection at work, and the session over it once somebody needs objects rather than rows."""

    connection: Connection
    pending: PendingWrites
    afterwards: list[Callable[[], None]] = field(default_factory=list)

    @cached_property
    def session(self) -> Session:
        """The session over the connection, made when it is first asked for."""
        return Session(self.connection, expire_on_commit=False)

    @property
    def made_session(self) -> Session | None:
        """The session, if somebody has asked for it."""
        return self.__dict__.get("session")

    def close(self) -> None:
        """Let go of the session; the connection is its owner's."""
        if made := self.made_session:
            made.close()
