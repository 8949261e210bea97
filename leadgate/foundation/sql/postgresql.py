"""How PostgreSQL is reached: bounded in time, and read-only where it is only read."""

from sqlalchemy import URL, Engine, create_engine


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
    return create_engine(
        url,
        pool_size=pool_size,
        max_overflow=8,
        pool_timeout=5,
        connect_args={"connect_timeout": 5, "options": options},
        # Each query is a transaction of its own: one journey to the server instead of three.
        isolation_level="AUTOCOMMIT" if reads_only else "READ COMMITTED",
    )
