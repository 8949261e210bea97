"""What is kept beside leads, and everybody in the order in which they came."""

import sqlalchemy as sa
from alembic import op

revision = "0029"
down_revision = "0028"


def upgrade() -> None:
    op.create_index("ix_person_known_since_id", "person", ["known_since", "id"])
    op.create_table(
        "lead_status",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("status", sa.String(length=12), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("by", sa.Uuid(), nullable=False),
        _of_person("lead_status"),
        sa.PrimaryKeyConstraint("id", name="pk_lead_status"),
    )
    op.create_index("ix_lead_status_person_id", "lead_status", ["person_id"])
    op.create_index("ix_lead_status_status", "lead_status", ["status", "person_id"])
    counts = sa.text("ended_at is null")
    op.create_index(
        *("uq_lead_status_current", "lead_status", ["person_id"]),
        unique=True,
        sqlite_where=counts,
        postgresql_where=counts,
    )
    op.create_table(
        "lead_tag",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("folded", sa.String(length=80), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_lead_tag"),
        sa.UniqueConstraint("folded", name="uq_lead_tag_folded"),
    )
    op.create_table(
        "lead_tagging",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("tag_id", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by", sa.Uuid(), nullable=False),
        _of_person("lead_tagging"),
        sa.ForeignKeyConstraint(
            ["tag_id"], ["lead_tag.id"], name="fk_lead_tagging_tag_id_lead_tag", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("person_id", "tag_id", name="pk_lead_tagging"),
    )
    op.create_index("ix_lead_tagging_tag_id_person_id", "lead_tagging", ["tag_id", "person_id"])
    op.create_table(
        "lead_note",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("text", sa.LargeBinary(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by", sa.Uuid(), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        _of_person("lead_note"),
        sa.PrimaryKeyConstraint("id", name="pk_lead_note"),
    )
    op.create_index("ix_lead_note_person_id", "lead_note", ["person_id"])
    op.create_index("ix_lead_note_expires_at", "lead_note", ["expires_at"])
    op.create_table(
        "lead_origin",
        sa.Column("grant_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("source_index", sa.LargeBinary(length=32), nullable=True),
        sa.Column("reason_index", sa.LargeBinary(length=32), nullable=True),
        _of_person("lead_origin"),
        sa.ForeignKeyConstraint(
            ["grant_id"], ["asset_grant.id"], name="fk_lead_origin_grant_id_asset_grant", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("grant_id", name="pk_lead_origin"),
    )
    op.create_index("ix_lead_origin_person_id", "lead_origin", ["person_id"])
    op.create_index("ix_lead_origin_source_index", "lead_origin", ["source_index", "person_id"])
    op.create_index("ix_lead_origin_reason_index", "lead_origin", ["reason_index", "person_id"])
    op.create_table(
        "lead_segment",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("chosen", sa.String(length=2000), nullable=False),
        sa.Column("by", sa.Uuid(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_lead_segment"),
        sa.UniqueConstraint("name", name="uq_lead_segment_name"),
    )


def _of_person(table: str) -> sa.ForeignKeyConstraint:
    name = f"fk_{table}_person_id_vault_key"
    return sa.ForeignKeyConstraint(["person_id"], ["vault_key.id"], name=name, ondelete="CASCADE")


def downgrade() -> None:
    for table in ("lead_segment", "lead_origin", "lead_note", "lead_tagging", "lead_tag", "lead_status"):
        op.drop_table(table)
    op.drop_index("ix_person_known_since_id", "person")
