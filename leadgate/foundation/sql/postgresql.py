"""How PostgreSQL is reached: bounded in time, and read-only where it is only read."""

from select import POLLIN, poll
from typing import Any

from sqlalchemy import URL, Engine, create_engine, event
from sqlalchemy.exc import InvalidatePoolError


def engine(url: URL, pool_size: int, schema: str | None, *, reads_only: bool) -> Engine:
    """How to connect to a database; nothing is connected yet.

    Args:
        url: `postgresql+psycopg://…`.
        pool_size: connections that are kept; eight more are opened when they do not suffice.
        schema: where the tables are, when it is not the usual one.
        reads_only: whether the server itself refuses to write.

    Returns:
        an engine; where it only reads, each query is a transaction of its own.
    """
    options = "-c statement_timeout=30000 -c lock_timeout=10000 -c timezone=UTC"
    if schema:
        options += f" -c search_path={schema}"
    if reads_only:
        options += " -c default_transaction_read_only=on"
    made = create_engine(
        url,
        pool_size=pool_size,
        max_overflow=8,
        pool_timeout=5,
        connect_args={"connect_timeout": 5, "options": options},
        # Each query is a transaction of its own: one journey to the server instead of three.
        isolation_level="AUTOCOMMIT" if reads_only else "READ COMMITTED",
    )
    event.listen(made, "checkout", _refuse_hung_up)
    return made


def _refuse_hung_up(driver: Any, *_pool: object) -> None:
    """A server that was started again has hung up on every connection that is kept: this machine knows it already.

    Asking the server (`pool_pre_ping`) would be one journey more for every act.

    Raises:
        InvalidatePoolError: there is something to read although nothing was asked, which is the end; all are made anew.
    """
    if driver.closed or _has_something_to_read(driver.fileno()):
        raise InvalidatePoolError


def _has_something_to_read(handle: int) -> bool:
    looked = poll()
    looked.register(handle, POLLIN)
    return bool(looked.poll(0))
