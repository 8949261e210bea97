"""Where visits came from, whole, and from where a download did; figures of cohorts; letters about leads."""

import sqlalchemy as sa
from alembic import op

revision = "0042"
down_revision = "0041"

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
    _make_letters()


def _make_letters() -> None:
    op.create_table(
        "hearing_choice",
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("asset_id", sa.Uuid(), nullable=False),
        sa.Column("pace", sa.String(length=8), nullable=False),
        _of_account("hearing_choice"),
        sa.PrimaryKeyConstraint("account_id", "asset_id", name="pk_hearing_choice"),
    )
    op.create_table(
        "hearing_heard_of",
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("counts", sa.JSON(), nullable=False),
        _of_account("hearing_heard_of"),
        sa.PrimaryKeyConstraint("account_id", name="pk_hearing_heard_of"),
    )
    op.create_table(
        "hearing_letter",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("news", sa.JSON(), nullable=False),
        _of_account("hearing_letter"),
        sa.PrimaryKeyConstraint("id", name="pk_hearing_letter"),
    )
    for column in ("account_id", "made_at"):
        op.create_index(f"ix_hearing_letter_{column}", "hearing_letter", [column], unique=False)


def _of_account(table: str) -> sa.ForeignKeyConstraint:
    name = f"fk_{table}_account_id_staff_account"
    return sa.ForeignKeyConstraint(["account_id"], ["staff_account.id"], name=name, ondelete="CASCADE")


def downgrade() -> None:
    for table in ("hearing_letter", "hearing_heard_of", "hearing_choice"):
        op.drop_table(table)
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
    with op.batch_alter_table(table) as batch:
        batch.alter_column(column, existing_type=sa.String(length=before), type_=sa.String(length=after))
