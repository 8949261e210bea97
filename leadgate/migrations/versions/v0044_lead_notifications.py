"""Letters about leads stand in tables that are named after their room."""

import sqlalchemy as sa
from alembic import op

revision = "0044"
down_revision = "0043"

NEW, OLD = (
    {"choice": "lead_notification_choice", "told": "lead_notification_told", "letter": "lead_notification_letter"},
    {"choice": "hearing_choice", "told": "hearing_heard_of", "letter": "hearing_letter"},
)
COLUMNS = {
    "choice": {"asset_id": sa.Uuid, "pace": lambda: sa.String(length=8)},
    "told": {"at": lambda: sa.DateTime(timezone=True), "day": sa.Date, "counts": sa.JSON},
    "letter": {"id": sa.Uuid, "made_at": lambda: sa.DateTime(timezone=True), "news": sa.JSON},
}
LATER = {"told": ["since"], "letter": ["since", "until", "looked_at"]}
"""Of which time a letter names people, and when that was put on the record."""
KEYS = {"choice": ["account_id", "asset_id"], "told": ["account_id"], "letter": ["id"]}
outbox = sa.table("outbox", sa.column("id", sa.Uuid), sa.column("key", sa.String), sa.column("payload", sa.JSON))


def upgrade() -> None:
    _move(OLD, NEW)
    for part, names in LATER.items():
        for name in names:
            op.add_column(NEW[part], sa.Column(name, sa.DateTime(timezone=True), nullable=True))
    _rename_letters("hearing/news", "lead_notifications/news")


def downgrade() -> None:
    _move(NEW, OLD)
    _rename_letters("lead_notifications/news", "hearing/news")


def _move(old: dict[str, str], new: dict[str, str]) -> None:
    """Copied, so that keys and indexes are named after their table on both databases."""
    for part, columns in COLUMNS.items():
        name, made = new[part], ["account_id", *columns]
        op.create_table(
            name,
            sa.Column("account_id", sa.Uuid(), nullable=False),
            *(sa.Column(column, kind(), nullable=False) for column, kind in columns.items()),
            sa.ForeignKeyConstraint(
                ["account_id"], ["staff_account.id"], name=f"fk_{name}_account_id_staff_account", ondelete="CASCADE"
            ),
            sa.PrimaryKeyConstraint(*KEYS[part], name=f"pk_{name}"),
        )
        listed = ", ".join(made)
        op.execute(f"INSERT INTO {name} ({listed}) SELECT {listed} FROM {old[part]}")
        op.drop_table(old[part])
    for column in ("account_id", "made_at"):
        op.create_index(f"ix_{new['letter']}_{column}", new["letter"], [column], unique=False)


def _rename_letters(old: str, new: str) -> None:
    """Letters that wait are written by the room under its new name, and those that left are not asked for again."""
    rows = op.get_bind().execute(sa.select(outbox).where(outbox.c.key.startswith(f"mail/{old}/"))).all()
    for row in rows:
        key, payload = row.key.replace(old, new, 1), {**row.payload, "letter": new}
        op.execute(outbox.update().where(outbox.c.id == row.id).values(key=key, payload=payload))
