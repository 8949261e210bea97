"""Members of the staff are told by letter when how they sign in changes, in the language they read."""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"


def upgrade() -> None:
    op.add_column("staff_account", sa.Column("language", sa.String(length=12), nullable=True))
    op.create_table(
        "staff_change",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("what", sa.String(length=20), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("network", sa.String(length=64), nullable=False),
        sa.Column("browser", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["staff_account.id"], name="fk_staff_change_account_id_staff_account", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_staff_change"),
    )
    op.create_index("ix_staff_change_account_id", "staff_change", ["account_id"], unique=False)
    op.create_index("ix_staff_change_at", "staff_change", ["at"], unique=False)


def downgrade() -> None:
    op.drop_table("staff_change")
    op.drop_column("staff_account", "language")
