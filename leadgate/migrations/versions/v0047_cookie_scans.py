"""Looks at other sites: what they stored and whom they reached, and how often they are looked at."""

import sqlalchemy as sa
from alembic import op

from leadgate.foundation.utc import UtcDateTime

revision = "0047"
down_revision = "0046"


def upgrade() -> None:
    op.create_table(
        "cookie_scan",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("site_id", sa.Uuid(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("by", sa.Uuid(), nullable=True),
        sa.Column("state", sa.String(8), nullable=False),
        sa.Column("pages", sa.JSON(), nullable=False),
        sa.Column("asked", sa.Boolean(), nullable=False),
        sa.Column("leaks", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["site_id"], ["cookie_site.id"], name="fk_cookie_scan_site_id_cookie_site"),
        sa.PrimaryKeyConstraint("id", name="pk_cookie_scan"),
    )
    op.create_index("ix_cookie_scan_site_id", "cookie_scan", ["site_id"])
    op.create_table(
        "cookie_finding",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("scan_id", sa.Uuid(), nullable=False),
        sa.Column("phase", sa.String(10), nullable=False),
        sa.Column("kind", sa.String(10), nullable=False),
        sa.Column("name", sa.String(253), nullable=False),
        sa.Column("host", sa.String(253), nullable=False),
        sa.Column("third", sa.Boolean(), nullable=False),
        sa.Column("days", sa.Integer(), nullable=True),
        sa.Column("flags", sa.String(200), nullable=False),
        sa.Column("set_how", sa.String(8), nullable=False),
        sa.Column("setter", sa.String(500), nullable=False),
        sa.Column("service", sa.String(120), nullable=False),
        sa.Column("company", sa.String(120), nullable=False),
        sa.Column("category", sa.String(20), nullable=False),
        sa.Column("purpose", sa.String(20), nullable=False),
        sa.Column("leak", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["scan_id"], ["cookie_scan.id"], name="fk_cookie_finding_scan_id_cookie_scan", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_cookie_finding"),
    )
    op.create_index("ix_cookie_finding_scan_id", "cookie_finding", ["scan_id"])
    op.create_table(
        "cookie_scan_plan",
        sa.Column("site_id", sa.Uuid(), nullable=False),
        sa.Column("every", sa.String(8), nullable=False),
        sa.Column("due_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["site_id"], ["cookie_site.id"], name="fk_cookie_scan_plan_site_id_cookie_site"),
        sa.PrimaryKeyConstraint("site_id", name="pk_cookie_scan_plan"),
    )
    op.create_index("ix_cookie_scan_plan_due_at", "cookie_scan_plan", ["due_at"])


def downgrade() -> None:
    op.drop_table("cookie_scan_plan")
    op.drop_table("cookie_finding")
    op.drop_table("cookie_scan")
