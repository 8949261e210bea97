"""What ended is found by its day, as looks are: whoever exported people learns who left since."""

import sqlalchemy as sa
from alembic import op

revision = "0039"
down_revision = "0038"


def upgrade() -> None:
    ends = sa.text("happened IN ('withdrawn', 'expired')")
    op.create_index("ix_ledger_entry_ends", "ledger_entry", ["at"], sqlite_where=ends, postgresql_where=ends)


def downgrade() -> None:
    op.drop_index("ix_ledger_entry_ends", "ledger_entry")
