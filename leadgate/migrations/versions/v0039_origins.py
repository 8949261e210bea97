"""Where visits came from, whole: source, medium, campaign, content and term; and from where a download did; figures of cohorts."""

import sqlalchemy as sa
from alembic import op

revision = "0039"
down_revision = "0038"

BETWEEN, NOT_COUNTED, WHOLE, SHORT, WORD = "|", "!", 205, 80, 40
step_count = sa.table("step_count", sa.column("source", sa.String))
verification = sa.table("verification", sa.column("source", sa.String))
campaign = sa.table("campaign", sa.column("word", sa.String))
LONGER = {"step_count": ("source", SHORT), "verification": ("source", SHORT), "campaign": ("word", WORD)}


def upgrade() -> None:
    for table, (column, short) in LONGER.items():
        _resize(table, column, short, WHOLE)
    op.add_column("asset_grant", sa.Column("origin", sa.String(length=WHOLE), nullable=True))
    # Nobody knows any more from where they came, but that their first steps were counted.
    op.execute("UPDATE asset_grant SET origin = ''")
    op.create_table(
        "cohort_figure",
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column("step", sa.String(length=12), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("month", "step", name="pk_cohort_figure"),
    )


def downgrade() -> None:
    op.drop_table("cohort_figure")
    op.drop_column("asset_grant", "origin")
    op.execute("DELETE FROM step_count WHERE step = 'uncounted'")
    op.execute(campaign.delete().where(campaign.c.word.contains(BETWEEN)))
    for table in (step_count, verification):
        _keep_sources(table)
    for table, (column, short) in LONGER.items():
        _resize(table, column, WHOLE, short)


def _keep_sources(table: sa.TableClause) -> None:
    """Of a whole origin the version before knows the source."""
    marked = table.c.source.contains(BETWEEN) | table.c.source.startswith(NOT_COUNTED)
    for origin in op.get_bind().execute(sa.select(table.c.source).where(marked).distinct()).scalars().all():
        source = origin.removeprefix(NOT_COUNTED).partition(BETWEEN)[0]
        op.execute(table.update().where(table.c.source == origin).values(source=source))


def _resize(table: str, column: str, before: int, after: int) -> None:
    """SQLite knows no lengths, and leaves them to whoever writes."""
    if op.get_bind().dialect.name != "sqlite":
        op.alter_column(table, column, existing_type=sa.String(length=before), type_=sa.String(length=after))
