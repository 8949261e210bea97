"""Whom the figures of a survey count: a fixed set of responses, so that no two reports differ by one person."""

import sqlalchemy as sa
from alembic import op

revision = "0028"
down_revision = "0027"


def upgrade() -> None:
    op.create_table(
        "survey_cohort",
        sa.Column("survey_id", sa.Uuid(), nullable=False),
        sa.Column("finished", sa.Integer(), nullable=False),
        sa.Column("removals", sa.Integer(), nullable=False),
        sa.Column("came", sa.Integer(), nullable=False),
        sa.Column("went", sa.Integer(), nullable=False),
        sa.Column("left_out", sa.Integer(), nullable=False),
        sa.Column("held", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["survey_id"], ["survey.id"], name="fk_survey_cohort_survey_id_survey", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("survey_id", name="pk_survey_cohort"),
    )


def downgrade() -> None:
    op.drop_table("survey_cohort")
