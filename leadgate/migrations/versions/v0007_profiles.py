"""Profiles: what a good lead is, who is like them, what was bought, and which motivations convert."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    op.create_table(
        "profile_goal",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("occasion", sa.String(length=20), nullable=False),
        sa.Column("place", sa.Uuid(), nullable=True),
        sa.Column("known_days", sa.Integer(), nullable=False),
        sa.Column("within_days", sa.Integer(), nullable=False),
        sa.Column("traits", sa.JSON(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("stage", sa.String(length=12), nullable=False),
        sa.Column("stage_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("done", sa.Integer(), nullable=False),
        sa.Column("total", sa.Integer(), nullable=False),
        sa.Column("scored_to", sa.Uuid(), nullable=True),
        sa.Column("removals", sa.Integer(), nullable=False),
        sa.Column("made_of", sa.Integer(), nullable=False),
        sa.Column("learnt_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("learnt", sa.JSON(), nullable=True),
        sa.Column("figures", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_profile_goal"),
    )
    op.create_table(
        "profile_motivation_report",
        sa.Column("asset_id", sa.Uuid(), nullable=False),
        sa.Column("wanted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("body", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["asset_id"], ["asset.id"], name="fk_profile_motivation_report_asset_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("asset_id", name="pk_profile_motivation_report"),
    )
    op.create_table(
        "profile_purchase",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["vault_key.id"], name="fk_profile_purchase_person_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_profile_purchase"),
        sa.UniqueConstraint("person_id", "at", name="uq_profile_purchase_person_id_at"),
    )
    op.create_index("ix_profile_purchase_expires_at", "profile_purchase", ["expires_at"], unique=False)
    op.create_table(
        "profile_score",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("goal_id", sa.Uuid(), nullable=False),
        sa.Column("tenth", sa.Integer(), nullable=False),
        sa.Column("facts", sa.LargeBinary(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["goal_id"], ["profile_goal.id"], name="fk_profile_score_goal_id", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["person_id"], ["vault_key.id"], name="fk_profile_score_person_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_profile_score"),
        sa.UniqueConstraint("goal_id", "person_id", name="uq_profile_score_goal_id_person_id"),
    )
    op.create_index("ix_profile_score_expires_at", "profile_score", ["expires_at"], unique=False)
    op.create_index("ix_profile_score_person_id", "profile_score", ["person_id"], unique=False)
    op.create_index("ix_profile_score_tenth", "profile_score", ["goal_id", "tenth"], unique=False)


def downgrade() -> None:
    op.drop_index("ix_profile_score_tenth", table_name="profile_score")
    op.drop_index("ix_profile_score_person_id", table_name="profile_score")
    op.drop_index("ix_profile_score_expires_at", table_name="profile_score")
    op.drop_table("profile_score")
    op.drop_index("ix_profile_purchase_expires_at", table_name="profile_purchase")
    op.drop_table("profile_purchase")
    op.drop_table("profile_motivation_report")
    op.drop_table("profile_goal")
