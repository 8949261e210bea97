"""Parts of several conditions and tables of two questions have longer names."""

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"

BEFORE, AFTER = sa.String(length=160), sa.String(length=500)
report = sa.table("survey_report", sa.column("part", sa.String()))


def upgrade() -> None:
    with op.batch_alter_table("survey_report") as table:
        table.alter_column("part", existing_type=BEFORE, type_=AFTER, existing_nullable=False)


def downgrade() -> None:
    # An older version knows neither; a newer one works them out anew when they are asked for.
    unknown = (report.c.part.like(one) for one in ("table:%", "%&%", ".days=%", ".version=%"))
    op.execute(report.delete().where(sa.or_(*unknown)))
    with op.batch_alter_table("survey_report") as table:
        table.alter_column("part", existing_type=AFTER, type_=BEFORE, existing_nullable=False)
