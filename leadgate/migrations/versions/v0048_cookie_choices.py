"""What visitors of other sites chose: small rows without a person, the batches that prove them, and kept receipts."""

import sqlalchemy as sa
from alembic import op

from leadgate.foundation.utc import UtcDateTime

revision = "0048"
down_revision = "0047"


def upgrade() -> None:
    op.create_table(
        "cookie_wording",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("site_id", sa.Uuid(), nullable=False),
        sa.Column("notice_id", sa.Uuid(), nullable=False),
        sa.Column("language", sa.String(12), nullable=False),
        sa.ForeignKeyConstraint(["site_id"], ["cookie_site.id"], name="fk_cookie_wording_site_id_cookie_site"),
        sa.ForeignKeyConstraint(["notice_id"], ["cookie_notice.id"], name="fk_cookie_wording_notice_id_cookie_notice"),
        sa.PrimaryKeyConstraint("id", name="pk_cookie_wording"),
        sa.UniqueConstraint("notice_id", "language", name="uq_cookie_wording_notice_id_language"),
    )
    op.create_table(
        "cookie_batch",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("site_id", sa.Uuid(), nullable=False),
        sa.Column("notice_id", sa.Uuid(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("root", sa.LargeBinary(32), nullable=True),
        sa.Column("chunks", sa.LargeBinary(), nullable=True),
        sa.Column("entry", sa.Uuid(), nullable=True),
        sa.Column("is_gone", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["site_id"], ["cookie_site.id"], name="fk_cookie_batch_site_id_cookie_site"),
        sa.ForeignKeyConstraint(["notice_id"], ["cookie_notice.id"], name="fk_cookie_batch_notice_id_cookie_notice"),
        sa.PrimaryKeyConstraint("id", name="pk_cookie_batch"),
        sa.UniqueConstraint("entry", name="uq_cookie_batch_entry"),
    )
    op.create_index("ix_cookie_batch_day", "cookie_batch", ["day"])
    op.create_table(
        "cookie_choice",
        sa.Column("id", sa.LargeBinary(16), nullable=False),
        sa.Column("wording", sa.Integer(), nullable=False),
        sa.Column("allowed", sa.SmallInteger(), nullable=False),
        sa.Column("how", sa.String(8), nullable=False),
        sa.Column("gpc", sa.Boolean(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("batch", sa.Integer(), nullable=True),
        sa.Column("position", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["wording"], ["cookie_wording.id"], name="fk_cookie_choice_wording_cookie_wording"),
        sa.PrimaryKeyConstraint("id", name="pk_cookie_choice"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_cookie_choice_batch_position", "cookie_choice", ["batch", "position"])
    op.create_table(
        "cookie_count",
        sa.Column("wording", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("how", sa.String(8), nullable=False),
        sa.Column("gpc", sa.Boolean(), nullable=False),
        sa.Column("allowed", sa.SmallInteger(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["wording"], ["cookie_wording.id"], name="fk_cookie_count_wording_cookie_wording"),
        sa.PrimaryKeyConstraint("wording", "day", "how", "gpc", "allowed", name="pk_cookie_count"),
    )
    op.create_index("ix_cookie_count_day", "cookie_count", ["day"])
    op.create_table(
        "cookie_receipt",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("receipt", sa.LargeBinary(), nullable=False),
        sa.Column("added_at", UtcDateTime(), nullable=False),
        sa.Column("expires_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["vault_key.id"], name="fk_cookie_receipt_person_id_vault_key", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_cookie_receipt"),
    )
    op.create_index("ix_cookie_receipt_person_id", "cookie_receipt", ["person_id"])
    op.create_index("ix_cookie_receipt_expires_at", "cookie_receipt", ["expires_at"])


def downgrade() -> None:
    op.drop_table("cookie_receipt")
    op.drop_table("cookie_count")
    op.drop_table("cookie_choice")
    op.drop_table("cookie_batch")
    op.drop_table("cookie_wording")
