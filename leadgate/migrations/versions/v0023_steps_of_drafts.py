"""Each step a draft of a survey took, so that it can be undone."""

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
        sa.ForeignKeyConstraint(
            ["survey_id"], ["survey.id"], name="fk_survey_draft_step_survey_id_survey", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_survey_draft_step"),
    )
    op.create_index("ix_survey_draft_step_in_order", "survey_draft_step", ["survey_id", "way", "id"])


def downgrade() -> None:
    op.drop_table("survey_draft_step")
