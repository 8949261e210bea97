"""Purposes say whether letters are sent for them: only those can come less often, or more."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    op.add_column("purpose", sa.Column("sends", sa.Boolean(), nullable=False, server_default=sa.true()))
    purpose = sa.table("purpose", *(sa.column(name) for name in ("slug", "shares", "belongs_to", "sends")))
    of_survey = purpose.c.slug.like("survey-%") & purpose.c.belongs_to.is_not(None)
    silent = purpose.c.shares | of_survey | (purpose.c.slug == "being-compared")
    op.execute(sa.update(purpose).where(silent).values(sends=False))


def downgrade() -> None:
    op.drop_column("purpose", "sends")
