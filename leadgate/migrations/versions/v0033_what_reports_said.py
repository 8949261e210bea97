"""What reports of surveys said is remembered with whom they count; when the closing of a survey was set."""

import json

import sqlalchemy as sa
from alembic import op

revision = "0033"
down_revision = "0032"
OF_PEOPLE_NOT_FINISHED = ("begun", "finished", "steps", "looked_at")


def upgrade() -> None:
    op.add_column("survey", sa.Column("closing_set_at", sa.DateTime(timezone=True), nullable=True))
    asked = _without(OF_PEOPLE_NOT_FINISHED)
    cohort = sa.table("survey_cohort", sa.column("survey_id"), sa.column("held"))
    for survey, text in op.get_bind().execute(sa.select(cohort.c.survey_id, cohort.c.held)).all():
        held = json.loads(text)
        names = [[name, len(held["sizes"]) - 1] for name in asked.get(survey, ())]
        held |= {"asked": names, "remembered": [], "version": 0, "unfinished": []}
        op.execute(cohort.update().where(cohort.c.survey_id == survey).values(held=json.dumps(held)))


def downgrade() -> None:
    op.drop_column("survey", "closing_set_at")
    # Reports of before speak of those who broke off, so each is made anew.
    op.execute(sa.table("survey_report", sa.column("version")).update().values(version=0))


def _without(names: tuple[str, ...]) -> dict[object, list[str]]:
    """Take from each report what it said of people who had not finished; answers what else it was asked for, by survey."""
    report = sa.table("survey_report", sa.column("survey_id"), sa.column("part"), sa.column("body"))
    whole = sa.select(report.c.survey_id, report.c.body).where(report.c.part == "", report.c.body.is_not(None))
    asked = {}
    for survey, text in op.get_bind().execute(whole).all():
        body = json.loads(text)
        asked[survey] = body.get("looked_at", [])
        left = json.dumps({name: found for name, found in body.items() if name not in names}, ensure_ascii=False)
        op.execute(report.update().where(report.c.survey_id == survey, report.c.part == "").values(body=left))
    return asked
