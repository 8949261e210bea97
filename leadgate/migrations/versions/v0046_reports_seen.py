"""Reports of surveys that were there before it was noted who saw them count as seen."""

from datetime import timedelta

import sqlalchemy as sa
from alembic import op

from leadgate.foundation.utc import UtcDateTime

revision = "0046"
down_revision = "0045"

report = sa.table(
    "survey_report",
    sa.column("survey_id", sa.Uuid),
    sa.column("part"),
    sa.column("wanted_at", UtcDateTime),
    sa.column("made_at", UtcDateTime),
)


def upgrade() -> None:
    whole = sa.select(report.c.survey_id, report.c.made_at).where(report.c.part == "", report.c.made_at.is_not(None))
    for survey, made_at in op.get_bind().execute(whole).all():
        mine = sa.update(report).where(report.c.survey_id == survey, report.c.part == "")
        op.execute(mine.values(wanted_at=made_at + timedelta(microseconds=1)))


def downgrade() -> None:
    """When somebody asked for a report of everybody meant nothing before."""
