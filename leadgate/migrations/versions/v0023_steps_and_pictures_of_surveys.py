"""Each step a draft of a survey took, so that it can be undone, and the pictures of its answers."""

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"


def upgrade() -> None:
    op.create_table(
        "survey_draft_step",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("survey_id", sa.Uuid(), nullable=False),
        sa.Column("way", sa.String(length=8), nullable=False),
        sa.Column("definition", sa.Text(), nullable=False),
        sa.Column("tab", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(
            ["survey_id"], ["survey.id"], name="fk_survey_draft_step_survey_id_survey", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_survey_draft_step"),
    )
    op.create_index("ix_survey_draft_step_in_order", "survey_draft_step", ["survey_id", "way", "id"])
    op.create_table(
        "survey_picture",
        sa.Column("survey_id", sa.Uuid(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["survey_id"], ["survey.id"], name="fk_survey_picture_survey_id_survey", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("survey_id", "sha256", name="pk_survey_picture"),
    )


def downgrade() -> None:
    op.drop_table("survey_picture")
    op.drop_table("survey_draft_step")
