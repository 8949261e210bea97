"""What somebody does who owns the database, or even every key: history is changed, and everything made anew over it."""

from uuid import UUID

from sqlalchemy import select, text

from leadgate.foundation.db import action, forget_what_was_read, session
from leadgate.foundation.installation import Installation
from leadgate.ledger.actions import sealing
from leadgate.ledger.models import LedgerEntry
from leadgate.ledger.signing import fields_of, mark_of


def tamper(here: Installation, *statements: str) -> None:
    """Change what nobody may change: the triggers go first."""
    forget_what_was_read()
    with here.database.writer.begin() as connection:
        if here.database.is_sqlite:
            for (name,) in connection.execute(text("select name from sqlite_master where type = 'trigger'")).all():
                connection.execute(text(f"drop trigger {name}"))
        else:
            connection.execute(text("drop function if exists refuse_change() cascade"))
        for statement in statements:
            connection.execute(text(statement))


def shown(here: Installation, value: UUID | bytes) -> str:
    """How this database writes a value."""
    if here.database.is_sqlite:
        return f"'{value.hex}'" if isinstance(value, UUID) else f"x'{value.hex()}'"
    return f"'{value}'" if isinstance(value, UUID) else f"'\\x{value.hex()}'"


def rewrite(here: Installation) -> None:
    """Every no becomes a yes, and the whole tree is built and signed anew with the installation's own key."""
    tamper(
        here,
        "update ledger_entry set happened = 'given' where happened = 'refused'",
        "update consent_state set state = 'given' where state = 'refused'",
        "delete from ledger_leaf",
        "delete from ledger_node",
        "delete from ledger_seal",
    )
    _mark_anew()
    sealing.seal_all()


@action
def _mark_anew() -> None:
    for entry in session().scalars(select(LedgerEntry)):
        entry.mark = mark_of(fields_of(entry))
