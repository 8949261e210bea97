"""Other sites that ask through us: where they are, what they store, and what their visitors were shown."""

import sqlalchemy as sa
from alembic import op

from leadgate.foundation.utc import UtcDateTime

revision = "0046"
down_revision = "0045"


def upgrade() -> None:
    op.create_table(
        "cookie_site",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("slug", sa.String(80), nullable=False),
        sa.Column("title", sa.String(200), nullable=False),
        sa.Column("origins", sa.JSON(), nullable=False),
        sa.Column("parent_domain", sa.String(253), nullable=False),
        sa.Column("mode", sa.String(12), nullable=False),
        sa.Column("languages", sa.JSON(), nullable=False),
        sa.Column("draft", sa.Text(), nullable=False),
        sa.Column("edition", sa.Integer(), nullable=False),
        sa.Column("made_at", UtcDateTime(), nullable=False),
        sa.Column("retired_at", UtcDateTime(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_cookie_site"),
        sa.UniqueConstraint("slug", name="uq_cookie_site_slug"),
    )
    op.create_table(
        "cookie_notice",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("site_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("short", sa.String(8), nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.Column("made_at", UtcDateTime(), nullable=False),
        sa.Column("made_by", sa.Uuid(), nullable=True),
        sa.Column("retired_at", UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(["site_id"], ["cookie_site.id"], name="fk_cookie_notice_site_id_cookie_site"),
        sa.PrimaryKeyConstraint("id", name="pk_cookie_notice"),
        sa.UniqueConstraint("site_id", "number", name="uq_cookie_notice_site_id_number"),
        sa.UniqueConstraint("site_id", "short", name="uq_cookie_notice_site_id_short"),
    )
    op.create_table(
        "cookie_script",
        sa.Column("site_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(8), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("made_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["site_id"], ["cookie_site.id"], name="fk_cookie_script_site_id_cookie_site"),
        sa.PrimaryKeyConstraint("site_id", "name", name="pk_cookie_script"),
    )


def downgrade() -> None:
    op.drop_table("cookie_script")
    op.drop_table("cookie_notice")
    op.drop_table("cookie_site")
