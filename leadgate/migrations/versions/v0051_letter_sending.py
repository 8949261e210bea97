"""The sending of letters: a copy for each reader, and what was counted."""

import sqlalchemy as sa
from alembic import op

from leadgate.foundation.utc import UtcDateTime

revision = "0051"
down_revision = "0050"


def upgrade() -> None:
    op.create_table(
        "letter_run",
        sa.Column("letter_id", sa.Uuid(), nullable=False),
        sa.Column("edition_id", sa.Uuid(), nullable=False),
        sa.Column("purpose_id", sa.Uuid(), nullable=False),
        sa.Column("purpose", sa.String(80), nullable=False),
        sa.Column("chosen", sa.String(2000), nullable=False),
        sa.Column("state", sa.String(10), nullable=False),
        sa.Column("copied", sa.Integer(), nullable=False),
        sa.Column("lacking", sa.Integer(), nullable=False),
        sa.Column("doubts", sa.Integer(), nullable=False),
        sa.Column("asked_by", sa.Uuid(), nullable=True),
        sa.Column("asked_at", UtcDateTime(), nullable=False),
        sa.Column("started_at", UtcDateTime(), nullable=True),
        sa.Column("ended_at", UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(["letter_id"], ["letter.id"], name="fk_letter_run_letter_id_letter"),
        sa.ForeignKeyConstraint(["edition_id"], ["letter_edition.id"], name="fk_letter_run_edition_id_letter_edition"),
        sa.ForeignKeyConstraint(["purpose_id"], ["purpose.id"], name="fk_letter_run_purpose_id_purpose"),
        sa.PrimaryKeyConstraint("letter_id", name="pk_letter_run"),
    )
    op.create_index("ix_letter_run_state", "letter_run", ["state"])
    op.create_table(
        "letter_copy",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("letter_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("state", sa.String(10), nullable=False),
        sa.Column("due_at", UtcDateTime(), nullable=False),
        sa.Column("claim", sa.Uuid(), nullable=True),
        sa.Column("claimed_until", UtcDateTime(), nullable=True),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("why", sa.String(12), nullable=True),
        sa.Column("at", UtcDateTime(), nullable=True),
        sa.Column("expires_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["letter_id"], ["letter_run.letter_id"], name="fk_letter_copy_letter_id_letter_run"),
        sa.ForeignKeyConstraint(
            ["person_id"], ["vault_key.id"], name="fk_letter_copy_person_id_vault_key", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_letter_copy"),
        sa.UniqueConstraint("letter_id", "person_id", name="uq_letter_copy_letter_id_person_id"),
    )
    op.create_index("ix_letter_copy_to_send", "letter_copy", ["letter_id", "state", "due_at"])
    op.create_index("ix_letter_copy_person_id", "letter_copy", ["person_id"])
    op.create_index("ix_letter_copy_expires_at", "letter_copy", ["expires_at"])
    op.create_table(
        "letter_count",
        sa.Column("letter_id", sa.Uuid(), nullable=False),
        sa.Column("what", sa.String(12), nullable=False),
        sa.Column("shard", sa.Integer(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["letter_id"], ["letter_run.letter_id"], name="fk_letter_count_letter_id_letter_run"),
        sa.PrimaryKeyConstraint("letter_id", "what", "shard", name="pk_letter_count"),
    )


def downgrade() -> None:
    op.drop_table("letter_count")
    op.drop_table("letter_copy")
    op.drop_table("letter_run")
