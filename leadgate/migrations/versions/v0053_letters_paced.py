"""Letters leave at a pace: lanes, throttles, relays by purpose, own hours, a second person's yes, a time to begin."""

import sqlalchemy as sa
from alembic import op

from leadgate.foundation.utc import UtcDateTime

revision = "0053"
down_revision = "0052"


def upgrade() -> None:
    with op.batch_alter_table("letter_run") as run:
        run.add_column(sa.Column("expected", sa.Integer(), nullable=False, server_default="0"))
        run.add_column(sa.Column("in_own_hours", sa.Boolean(), nullable=False, server_default=sa.false()))
        run.add_column(sa.Column("approved_by", sa.Uuid(), nullable=True))
        run.add_column(sa.Column("begins_at", UtcDateTime(), nullable=True))
    op.execute("UPDATE letter_run SET expected = copied, begins_at = asked_at")
    with op.batch_alter_table("letter_run") as run:
        run.alter_column("expected", server_default=None)
        run.alter_column("in_own_hours", server_default=None)
        run.alter_column("begins_at", existing_type=UtcDateTime(), nullable=False)
    op.create_index("ix_letter_run_begins_at", "letter_run", ["begins_at"])
    with op.batch_alter_table("letter_copy") as copy:
        copy.add_column(sa.Column("lane", sa.String(64), nullable=False, server_default=""))
    with op.batch_alter_table("letter_copy") as copy:
        copy.alter_column("lane", server_default=None)
    op.drop_index("ix_letter_copy_to_send", "letter_copy")
    op.create_index("ix_letter_copy_to_send", "letter_copy", ["letter_id", "lane", "state", "due_at"])
    op.create_index("ix_letter_copy_claimed_until", "letter_copy", ["claimed_until"])
    op.create_table(
        "letter_lane",
        sa.Column("letter_id", sa.Uuid(), nullable=False),
        sa.Column("lane", sa.String(64), nullable=False),
        sa.ForeignKeyConstraint(
            ["letter_id"], ["letter_run.letter_id"], name="fk_letter_lane_letter_id_letter_run", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("letter_id", "lane", name="pk_letter_lane"),
    )
    op.execute(
        "INSERT INTO letter_lane (letter_id, lane) SELECT letter_id, '' FROM letter_run "
        "WHERE state IN ('copying', 'sending', 'paused')"
    )
    op.create_table(
        "letter_throttle",
        sa.Column("way", sa.String(128), nullable=False),
        sa.Column("free_at", UtcDateTime(), nullable=False),
        sa.Column("troubles", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("left", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("way", name="pk_letter_throttle"),
    )
    op.create_index("ix_letter_throttle_free_at", "letter_throttle", ["free_at"])
    op.create_table(
        "purpose_relay",
        sa.Column("purpose_id", sa.Uuid(), nullable=False),
        sa.Column("relay", sa.String(40), nullable=False),
        sa.ForeignKeyConstraint(["purpose_id"], ["purpose.id"], name="fk_purpose_relay_purpose_id_purpose"),
        sa.PrimaryKeyConstraint("purpose_id", name="pk_purpose_relay"),
    )
    op.create_table(
        "reader_zone",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("zone", sa.String(64), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["vault_key.id"], name="fk_reader_zone_person_id_vault_key", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("person_id", name="pk_reader_zone"),
    )


def downgrade() -> None:
    op.drop_table("reader_zone")
    op.drop_table("purpose_relay")
    op.drop_table("letter_throttle")
    op.drop_table("letter_lane")
    op.drop_index("ix_letter_copy_claimed_until", "letter_copy")
    op.drop_index("ix_letter_copy_to_send", "letter_copy")
    with op.batch_alter_table("letter_copy") as copy:
        copy.drop_column("lane")
    op.create_index("ix_letter_copy_to_send", "letter_copy", ["letter_id", "state", "due_at"])
    op.drop_index("ix_letter_run_begins_at", "letter_run")
    with op.batch_alter_table("letter_run") as run:
        for name in ("begins_at", "approved_by", "in_own_hours", "expected"):
            run.drop_column(name)
