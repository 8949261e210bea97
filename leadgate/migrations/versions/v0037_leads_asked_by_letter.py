"""Who of an import is asked by letter, how far it was looked through, and who stands twice in it."""

import sqlalchemy as sa
from alembic import op

revision = "0037"
down_revision = "0036"


def upgrade() -> None:
    op.add_column("lead_import", sa.Column("asks", sa.String(length=10), nullable=False, server_default="nobody"))
    op.add_column("lead_import", sa.Column("looked", sa.Integer(), nullable=False, server_default="0"))
    op.add_column("lead_import_part", sa.Column("addresses", sa.LargeBinary(), nullable=True))
    op.add_column("lead_import_part", sa.Column("twice", sa.JSON(), nullable=False, server_default="[]"))
    op.add_column("lead_imported", sa.Column("was_asked", sa.Boolean(), nullable=False, server_default=sa.false()))


def downgrade() -> None:
    op.drop_column("lead_imported", "was_asked")
    op.drop_column("lead_import_part", "twice")
    op.drop_column("lead_import_part", "addresses")
    op.drop_column("lead_import", "looked")
    op.drop_column("lead_import", "asks")
