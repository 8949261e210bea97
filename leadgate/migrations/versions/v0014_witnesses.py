"""Checkpoints are cosigned by witnesses elsewhere, and stamped with the time; other logs' are cosigned here."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
A_MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "ledger_cosignature",
        sa.Column("size", sa.Integer(), nullable=False, autoincrement=False),
        sa.Column("witness", sa.String(length=300), nullable=False),
        sa.Column("line", sa.String(length=600), nullable=False),
        sa.Column("at", A_MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("size", "witness", name="pk_ledger_cosignature"),
    )
    op.create_table(
        "ledger_witness",
        sa.Column("key", sa.String(length=300), nullable=False),
        sa.Column("known_size", sa.Integer(), nullable=False),
        sa.Column("next_at", A_MOMENT, nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("trouble", sa.String(length=80), nullable=True),
        sa.PrimaryKeyConstraint("key", name="pk_ledger_witness"),
    )
    op.create_table(
        "witnessed_log",
        sa.Column("origin", sa.String(length=500), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("root", sa.LargeBinary(length=32), nullable=False),
        sa.Column("at", A_MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("origin", name="pk_witnessed_log"),
    )
    op.create_table(
        "ledger_timestamp",
        sa.Column("size", sa.Integer(), nullable=False, autoincrement=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("response", sa.LargeBinary(), nullable=False),
        sa.Column("at", A_MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("size", name="pk_ledger_timestamp"),
    )


def downgrade() -> None:
    op.drop_table("ledger_timestamp")
    op.drop_table("witnessed_log")
    op.drop_table("ledger_witness")
    op.drop_table("ledger_cosignature")
