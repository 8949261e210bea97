"""Files of erased people are known by name until they are out of the store; the trail names nobody who took a copy.

Files on posts had the id of whoever wrote the post in their names. They get others by the clock
(`discussions.actions.tidying.rename_old`): a store may be far away, and no upgrade should wait for it.
"""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"

audit_entry = sa.table("audit_entry", sa.column("act", sa.String()), sa.column("subject", sa.Uuid()))


def upgrade() -> None:
    op.create_table(
        "group_post_file_going",
        sa.Column("stored_as", sa.String(length=80), nullable=False),
        sa.PrimaryKeyConstraint("stored_as", name="pk_group_post_file_going"),
    )
    named = audit_entry.update().where(audit_entry.c.act == "export").values(subject=None)
    if op.get_bind().dialect.name == "sqlite":
        op.execute("DROP TRIGGER audit_entry_no_update")
        op.execute(named)
        op.execute(
            "CREATE TRIGGER audit_entry_no_update BEFORE UPDATE ON audit_entry "
            "BEGIN SELECT RAISE(ABORT, 'audit_entry is append-only'); END"
        )
        return
    op.execute("ALTER TABLE audit_entry DISABLE TRIGGER audit_entry_append_only")
    op.execute(named)
    op.execute("ALTER TABLE audit_entry ENABLE TRIGGER audit_entry_append_only")


def downgrade() -> None:
    op.drop_table("group_post_file_going")
