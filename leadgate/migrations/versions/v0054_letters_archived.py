"""Letters everybody may read on the site."""

import sqlalchemy as sa
from alembic import op

from leadgate.foundation.utc import UtcDateTime

revision = "0054"
down_revision = "0053"


def upgrade() -> None:
    op.create_table(
        "letter_archived",
        sa.Column("letter_id", sa.Uuid(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("by", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(["letter_id"], ["letter_run.letter_id"], name="fk_letter_archived_letter_id_letter_run"),
        sa.PrimaryKeyConstraint("letter_id", name="pk_letter_archived"),
    )


def downgrade() -> None:
    op.drop_table("letter_archived")
