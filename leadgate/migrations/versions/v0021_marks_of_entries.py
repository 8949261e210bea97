"""Every entry bears a mark that only this installation can write; what waits to be sealed at this moment gets its own.

Whoever could write here before could have had an entry sealed in any case. Whoever writes one after this has no mark for
it. What is sealed is believed by its leaf and stays as it is; what is dated after now was recorded by nobody.
"""

import sqlalchemy as sa
from alembic import context, op

from leadgate.foundation import clock
from leadgate.foundation.utc import UtcDateTime
from leadgate.ledger.signing import FIELDS, mark_of, texts_of

revision = "0021"
down_revision = "0020"

IDS = ("id", "subject", "request")
entry = sa.table(
    "ledger_entry",
    *(sa.column(name, sa.Uuid() if name in IDS else sa.String()) for name in FIELDS if name != "at"),
    sa.column("at", UtcDateTime()),
    sa.column("mark", sa.LargeBinary()),
)
leaf = sa.table("ledger_leaf", sa.column("entry", sa.Uuid()))
installation_key = sa.table("installation_key", sa.column("name", sa.String()), sa.column("wrapped", sa.LargeBinary()))


def upgrade() -> None:
    op.add_column("ledger_entry", sa.Column("mark", sa.LargeBinary(length=32), nullable=True))
    is_sealed = sa.select(leaf.c.entry).where(leaf.c.entry == entry.c.id).exists()
    waiting = sa.select(*(entry.c[name] for name in FIELDS)).where(~is_sealed, entry.c.at <= clock.now())
    rows = op.get_bind().execute(waiting).mappings().all()
    if rows:
        seed = _seed()
        _allow_updates()
        for row in rows:
            marked = {"mark": mark_of(texts_of(row), seed)}
            op.execute(entry.update().where(entry.c.id == row["id"]).values(marked))
        _refuse_updates()


def _seed() -> bytes:
    """Of the ledger's key; read here, where no act is at work."""
    named = sa.select(installation_key).where(installation_key.c.name == "ledger-signing")
    row = op.get_bind().execute(named).one()
    return bytes(context.config.attributes["vault"].own_key_opened(row))


def _allow_updates() -> None:
    if op.get_bind().dialect.name == "sqlite":
        op.execute("DROP TRIGGER ledger_entry_no_update")
    else:
        op.execute("ALTER TABLE ledger_entry DISABLE TRIGGER ledger_entry_append_only")


def _refuse_updates() -> None:
    if op.get_bind().dialect.name == "sqlite":
        op.execute(
            "CREATE TRIGGER ledger_entry_no_update BEFORE UPDATE ON ledger_entry "
            "BEGIN SELECT RAISE(ABORT, 'ledger_entry is append-only'); END"
        )
    else:
        op.execute("ALTER TABLE ledger_entry ENABLE TRIGGER ledger_entry_append_only")


def downgrade() -> None:
    op.drop_column("ledger_entry", "mark")
