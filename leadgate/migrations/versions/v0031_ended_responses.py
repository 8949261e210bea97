"""That an anonymous response ended is known for two days, so that its last page can be pressed twice."""

import sqlalchemy as sa
from alembic import op

revision = "0031"
down_revision = "0030"


def upgrade() -> None:
    op.create_table(
        "survey_ended_response",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("day", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_survey_ended_response"),
    )
    op.create_index("ix_survey_ended_response_day", "survey_ended_response", ["day"])


def downgrade() -> None:
    op.drop_table("survey_ended_response")
