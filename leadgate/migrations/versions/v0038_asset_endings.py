"""Assets out of the way, addresses that are spent, and what an asset's page says once it has ended."""

import sqlalchemy as sa
from alembic import op

revision = "0038"
down_revision = "0037"


def upgrade() -> None:
    op.add_column("asset", sa.Column("archived_at", sa.DateTime(timezone=True), nullable=True))
    op.create_table(
        "spent_address",
        sa.Column("slug", sa.String(length=80), nullable=False),
        sa.Column("spent_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("slug", name="pk_spent_address"),
    )
    op.create_table(
        "asset_closed_page",
        sa.Column("asset_id", sa.Uuid(), nullable=False),
        sa.Column("headline", sa.String(length=200), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("instead", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["asset_id"], ["asset.id"], name="fk_asset_closed_page_asset_id_asset", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("asset_id", name="pk_asset_closed_page"),
    )


def downgrade() -> None:
    op.drop_table("asset_closed_page")
    op.drop_table("spent_address")
    op.drop_column("asset", "archived_at")
