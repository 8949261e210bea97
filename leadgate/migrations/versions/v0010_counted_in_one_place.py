"""Visits of assets and of surveys are counted in one table; the letter with an export's digits is the portal's."""

from uuid import uuid4

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"

step_count, funnel_count, survey_visit_count, asset, survey, outbox = (
    sa.table(name, *(sa.column(column, kind) for column, kind in columns.items()))
    for name, columns in {
        "step_count": {
            "id": sa.Uuid(),
            "subject_id": sa.Uuid(),
            "day": sa.Date(),
            "step": sa.String(),
            "source": sa.String(),
            "count": sa.Integer(),
        },
        "funnel_count": {
            "id": sa.Uuid(),
            "asset_id": sa.Uuid(),
            "day": sa.Date(),
            "step": sa.String(),
            "source": sa.String(),
            "count": sa.Integer(),
        },
        "survey_visit_count": {
            "survey_id": sa.Uuid(),
            "day": sa.Date(),
            "visit": sa.String(),
            "count": sa.Integer(),
        },
        "asset": {"id": sa.Uuid()},
        "survey": {"id": sa.Uuid()},
        "outbox": {"id": sa.Uuid(), "kind": sa.String(), "key": sa.String(), "payload": sa.JSON()},
    }.items()
)
COLUMNS = ["id", "subject_id", "day", "step", "source", "count"]


def upgrade() -> None:
    op.create_table(
        "step_count",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("subject_id", sa.Uuid(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("step", sa.String(length=12), nullable=False),
        sa.Column("source", sa.String(length=80), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_step_count"),
    )
    op.create_index("ix_step_count_subject_id_day", "step_count", ["subject_id", "day"], unique=False)
    of_assets = [funnel_count.c[name] for name in ("id", "asset_id", "day", "step", "source", "count")]
    op.execute(step_count.insert().from_select(COLUMNS, sa.select(*of_assets)))
    of_surveys = op.get_bind().execute(sa.select(survey_visit_count)).mappings().all()
    op.bulk_insert(
        step_count,
        [
            {
                "id": uuid4(),
                "subject_id": row["survey_id"],
                "day": row["day"],
                "step": row["visit"],
                "source": "",
                "count": row["count"],
            }
            for row in of_surveys
        ],
    )
    op.drop_table("survey_visit_count")
    op.drop_index("ix_funnel_count_asset_id", table_name="funnel_count")
    op.drop_table("funnel_count")
    _rename_letters("rights/code", "portal/code")


def downgrade() -> None:
    _rename_letters("portal/code", "rights/code")
    op.create_table(
        "funnel_count",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("asset_id", sa.Uuid(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("step", sa.String(length=12), nullable=False),
        sa.Column("source", sa.String(length=80), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["asset_id"], ["asset.id"], name="fk_funnel_count_asset_id"),
        sa.PrimaryKeyConstraint("id", name="pk_funnel_count"),
    )
    op.create_index("ix_funnel_count_asset_id", "funnel_count", ["asset_id"], unique=False)
    op.create_table(
        "survey_visit_count",
        sa.Column("survey_id", sa.Uuid(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("visit", sa.String(length=12), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["survey_id"], ["survey.id"], name="fk_survey_visit_count_survey_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("survey_id", "day", "visit", name="pk_survey_visit_count"),
    )
    # A count of something that is gone has no place in tables that refer to it.
    of_assets = sa.select(*(step_count.c[name] for name in COLUMNS))
    op.execute(
        funnel_count.insert().from_select(
            ["id", "asset_id", "day", "step", "source", "count"],
            of_assets.where(step_count.c.subject_id.in_(sa.select(asset.c.id))),
        )
    )
    same = (step_count.c.subject_id, step_count.c.day, step_count.c.step)
    of_surveys = sa.select(*same, sa.func.sum(step_count.c.count)).group_by(*same)
    op.execute(
        survey_visit_count.insert().from_select(
            ["survey_id", "day", "visit", "count"],
            of_surveys.where(step_count.c.subject_id.in_(sa.select(survey.c.id))),
        )
    )
    op.drop_index("ix_step_count_subject_id_day", table_name="step_count")
    op.drop_table("step_count")


def _rename_letters(old: str, new: str) -> None:
    """Letters that wait are written by whoever has their name when they leave."""
    waiting = sa.select(outbox).where(outbox.c.kind == "mail", outbox.c.key.startswith(f"mail/{old}/"))
    for row in op.get_bind().execute(waiting).mappings().all():
        renamed = {
            "key": row["key"].replace(old, new),
            "payload": {**row["payload"], "letter": new},
        }
        op.execute(outbox.update().where(outbox.c.id == row["id"]).values(**renamed))
