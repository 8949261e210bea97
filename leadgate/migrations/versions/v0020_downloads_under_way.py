"""Downloads under way count to a limit as well, until they came or broke off."""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"


def upgrade() -> None:
    op.create_table(
        "download_under_way",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("grant_id", sa.Uuid(), nullable=False),
        sa.Column("bytes", sa.BigInteger(), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["grant_id"], ["asset_grant.id"], name="fk_download_under_way_grant_id_asset_grant", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["vault_key.id"], name="fk_download_under_way_person_id_vault_key", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_download_under_way"),
    )
    for column in ("person_id", "grant_id", "expires_at"):
        op.create_index(f"ix_download_under_way_{column}", "download_under_way", [column], unique=False)


def downgrade() -> None:
    op.drop_table("download_under_way")
