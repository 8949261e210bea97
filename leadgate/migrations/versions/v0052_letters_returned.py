"""What came back of letters, and whose mailbox takes none any more."""

import sqlalchemy as sa
from alembic import op

from leadgate.foundation.utc import UtcDateTime

revision = "0052"
down_revision = "0051"


def upgrade() -> None:
    op.create_table(
        "letter_returned",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("letter_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(12), nullable=False),
        sa.Column("why", sa.String(12), nullable=False),
        sa.Column("status", sa.String(12), nullable=False),
        sa.Column("said", sa.LargeBinary(), nullable=False),
        sa.Column("heard_by", sa.String(12), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("suppressed", sa.Boolean(), nullable=False),
        sa.Column("undone_at", UtcDateTime(), nullable=True),
        sa.Column("undone_by", sa.Uuid(), nullable=True),
        sa.Column("expires_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["vault_key.id"], name="fk_letter_returned_person_id_vault_key", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_letter_returned"),
        sa.UniqueConstraint("letter_id", "person_id", "kind", name="uq_letter_returned_letter_id_person_id_kind"),
    )
    op.create_index("ix_letter_returned_person_id_at", "letter_returned", ["person_id", "at"])
    for column in ("at", "expires_at"):
        op.create_index(f"ix_letter_returned_{column}", "letter_returned", [column])
    op.create_table(
        "letter_unreachable",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("since", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["vault_key.id"], name="fk_letter_unreachable_person_id_vault_key", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("person_id", name="pk_letter_unreachable"),
    )
    op.create_table(
        "letter_returned_count",
        sa.Column("letter_id", sa.Uuid(), nullable=False),
        sa.Column("what", sa.String(12), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("letter_id", "what", name="pk_letter_returned_count"),
    )
    op.create_table(
        "bounce_mailbox_seen",
        sa.Column("mark", sa.String(64), nullable=False),
        sa.PrimaryKeyConstraint("mark", name="pk_bounce_mailbox_seen"),
    )


def downgrade() -> None:
    op.drop_table("bounce_mailbox_seen")
    op.drop_table("letter_returned_count")
    op.drop_table("letter_unreachable")
    op.drop_table("letter_returned")
