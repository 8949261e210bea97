"""How landing pages look, kinds of fields, drafts and versions of assets, uploads under way."""

import sqlalchemy as sa
from alembic import op

revision = "0030"
down_revision = "0029"


def upgrade() -> None:
    op.add_column("asset", sa.Column("design", sa.JSON(), nullable=False, server_default="{}"))
    op.add_column("asset_version", sa.Column("cover", sa.JSON(), nullable=True))
    op.add_column("asked_field", sa.Column("kind", sa.String(length=10), nullable=False, server_default="text"))
    op.add_column("asked_field", sa.Column("choices", sa.JSON(), nullable=False, server_default="[]"))
    op.create_table(
        "page_picture",
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("width", sa.Integer(), nullable=False),
        sa.Column("height", sa.Integer(), nullable=False),
        sa.Column("narrow", sa.LargeBinary(), nullable=False),
        sa.Column("wide", sa.LargeBinary(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("sha256", name="pk_page_picture"),
    )
    op.create_table(
        "asset_upload",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("by", sa.Uuid(), nullable=False),
        sa.Column("file_name", sa.String(length=255), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("received", sa.BigInteger(), nullable=False),
        sa.Column("stored", sa.JSON(), nullable=True),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_asset_upload"),
    )
    op.create_table(
        "asset_draft",
        sa.Column("asset_id", sa.Uuid(), nullable=False),
        sa.Column("typed", sa.Text(), nullable=False),
        sa.Column("upload_id", sa.Uuid(), nullable=True),
        sa.Column("link_id", sa.Uuid(), nullable=False),
        sa.Column("tab", sa.String(length=40), nullable=False),
        sa.Column("by", sa.Uuid(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["upload_id"], ["asset_upload.id"], name="fk_asset_draft_upload_id_asset_upload"),
        sa.PrimaryKeyConstraint("asset_id", name="pk_asset_draft"),
        sa.UniqueConstraint("link_id", name="uq_asset_draft_link_id"),
    )
    op.create_table(
        "asset_publication",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("asset_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("version_id", sa.Uuid(), nullable=False),
        sa.Column("typed", sa.Text(), nullable=False),
        sa.Column("by", sa.Uuid(), nullable=True),
        sa.Column("note", sa.String(length=200), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["asset_id"], ["asset.id"], name="fk_asset_publication_asset_id_asset", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["version_id"], ["asset_version.id"], name="fk_asset_publication_version_id_asset_version"),
        sa.PrimaryKeyConstraint("id", name="pk_asset_publication"),
        sa.UniqueConstraint("asset_id", "number", name="uq_asset_publication_asset_id_number"),
    )


def downgrade() -> None:
    for table in ("asset_publication", "asset_draft", "asset_upload", "page_picture"):
        op.drop_table(table)
    for table, column in (("asked_field", "choices"), ("asked_field", "kind"), ("asset_version", "cover"), ("asset", "design")):
        op.drop_column(table, column)
