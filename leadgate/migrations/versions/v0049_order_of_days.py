"""In which order day and month stand in an import of leads, where a day could be two."""

import sqlalchemy as sa
from alembic import op

revision = "0049"
down_revision = "0048"


def upgrade() -> None:
    op.add_column("lead_import", sa.Column("days", sa.String(12), nullable=False, server_default="unsaid"))


def downgrade() -> None:
    op.drop_column("lead_import", "days")
