"""Long work that staff ask for; and what was given up is found without reading all that is done."""

import sqlalchemy as sa
from alembic import op

revision = "0036"
down_revision = "0035"
DEAD = sa.text("dead_at is not null")


def upgrade() -> None:
    op.create_index("ix_outbox_dead_at", "outbox", ["dead_at"], sqlite_where=DEAD, postgresql_where=DEAD)
    op.create_table(
        "long_run",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("about", sa.String(length=200), nullable=False),
        sa.Column("by", sa.Uuid(), nullable=True),
        sa.Column("language", sa.String(length=12), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        *(sa.Column(f"{done}_at", sa.DateTime(timezone=True), nullable=True) for done in ("begun", "heard", "ended")),
        sa.Column("done", sa.Integer(), nullable=False),
        sa.Column("total", sa.Integer(), nullable=False),
        sa.Column("result", sa.JSON(), nullable=True),
        sa.Column("trouble", sa.String(length=1000), nullable=True),
        sa.Column("taken_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_long_run"),
    )
    op.create_index("ix_long_run_kind", "long_run", ["kind"])


def downgrade() -> None:
    op.drop_table("long_run")
    op.drop_index("ix_outbox_dead_at", "outbox")
