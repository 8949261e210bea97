"""What is said of failures whose reason is no act of anybody's, but the installation, its disk or its database."""

FORBIDDEN = "42501"
"""PostgreSQL: a right that the role does not have."""
UNDEFINED = {"42P01", "42703"}
"""PostgreSQL: a table, or a column, that is not there."""


def said_of(trouble: Exception) -> str | None:
    """The sentence for whoever runs the installation; None of all failures whose reason is another.

    What it asks about is imported when something failed, so that a command that fails at nothing does not wait for it.

    Args:
        trouble: what was raised.
    """
    import sqlite3

    from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError

    from leadgate.foundation.keys.errors import NotInstalled, Tampered

    if isinstance(trouble, Tampered | NotInstalled):
        return str(trouble)
    cause = trouble.orig if isinstance(trouble, DBAPIError) else trouble
    state = getattr(cause, "sqlstate", None)
    # Of SQLite's: out of reach, read-only, full, and no database at all; what a statement got wrong is no such thing.
    if type(cause) in (sqlite3.OperationalError, sqlite3.DatabaseError) or state in UNDEFINED:
        return _said_of_database(str(cause).splitlines()[0], state)
    if isinstance(trouble, OperationalError | InterfaceError) or state == FORBIDDEN:
        return _said_of_server(str(cause).splitlines()[0])
    if isinstance(trouble, OSError) and trouble.filename:
        return f"{trouble.filename}: {trouble.strerror}. Let this account read and write there; see that there is room."
    return None


def _said_of_database(reason: str, state: str | None) -> str:
    if reason.startswith("no such ") or state in UNDEFINED:
        return "The database has no tables of this version yet; run: leadgate migrate"
    return f"The database cannot be used: {reason}. See that it runs, can be written, and has room on its disk."


def _said_of_server(reason: str) -> str:
    said = reason.removeprefix("connection failed: ").rstrip(".")
    return f"The database that LEADGATE_DATABASE_URL names cannot be used: {said}. `leadgate config` shows what is set."
