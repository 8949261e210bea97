"""How consent was given and ended until now, counted by day from the ledger; from now on in the act that says it."""

from collections import Counter
from datetime import date, datetime
from uuid import UUID, uuid4, uuid5

import sqlalchemy as sa
from alembic import context, op

from leadgate.foundation import clock
from leadgate.foundation.utc import UtcDateTime

revision = "0045"
down_revision = "0044"

YES, SAID = ("given", "renewed"), ("given", "renewed", "refused", "withdrawn", "expired")
BY_METHOD = {
    **dict.fromkeys(("own-page", "preferences", "taken-back"), "withdrawn"),
    **dict.fromkeys(("opt-out", "privacy-request"), "objected"),
    "one-click": "unsubscribed",
}
Counts = Counter[tuple[UUID, date, str]]
purpose = sa.table("purpose", sa.column("id", sa.Uuid), sa.column("slug"), sa.column("need"), sa.column("belongs_to"))
entry = sa.table(
    "ledger_entry",
    *(sa.column(name) for name in ("subject", "purpose", "happened", "method")),
    sa.column("at", UtcDateTime),
)
COUNTS = {"subject_id": sa.Uuid, "step": sa.String, "source": sa.String, "day": sa.Date, "count": sa.Integer}
step_count = sa.table("step_count", sa.column("id", sa.Uuid), *(sa.column(one, kind) for one, kind in COUNTS.items()))
step_quarter = sa.table("step_quarter", sa.column("subject_id", sa.Uuid))


def upgrade() -> None:
    counted = op.create_table(
        "consent_counted",
        sa.Column("since", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("since", name="pk_consent_counted"),
    )
    op.create_table(
        "cohort_consent",
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column("purpose_id", sa.Uuid(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("month", "purpose_id", name="pk_cohort_consent"),
    )
    # Who agrees is told for each purpose, and counted anew every hour.
    op.execute("DELETE FROM cohort_figure WHERE step = 'agrees'")
    op.drop_index("ix_consent_state_purpose_id", "consent_state")
    op.create_index("ix_consent_state_purpose_id_state", "consent_state", ["purpose_id", "state"])
    found, subjects = _counted_so_far(), _subjects()
    if not subjects:
        return
    op.bulk_insert(counted, [{"since": _day_of(clock.now())}])
    rows = [
        {"id": uuid4(), "subject_id": subject, "step": step, "source": "", "day": day, "count": count}
        for (subject, day, step), count in found.items()
    ]
    op.bulk_insert(step_count, rows)
    # What is kept by quarters is whole up to its last day: it is made anew, with these days, within the hour.
    op.execute(sa.delete(step_quarter))


def downgrade() -> None:
    mine = list(_subjects().values())
    for table in (step_count, step_quarter):
        op.execute(sa.delete(table).where(table.c.subject_id.in_(mine)))
    for name in ("consent_counted", "cohort_consent"):
        op.drop_table(name)
    op.drop_index("ix_consent_state_purpose_id_state", "consent_state")
    op.create_index("ix_consent_state_purpose_id", "consent_state", ["purpose_id"])


def _subjects() -> dict[str, UUID]:
    """In place of which purpose, by its slug, its consents are counted."""
    everybodys = sa.select(purpose.c.slug, purpose.c.id).where(purpose.c.need == "optional")
    rows = op.get_bind().execute(everybodys.where(purpose.c.belongs_to.is_(None)))
    return {slug: uuid5(one, "consents") for slug, one in rows}


def _counted_so_far() -> Counts:
    """What the ledger tells: every word of everybody, also of those who were erased, but not that they were."""
    subjects, counts = _subjects(), Counts()
    before = sa.func.lag(entry.c.happened).over(partition_by=(entry.c.subject, entry.c.purpose), order_by=entry.c.at)
    # On a form it is only asked for: it counts once the address is proven.
    said = sa.select(entry.c.purpose, entry.c.happened, entry.c.method, entry.c.at, before).where(
        entry.c.happened.in_(SAID), entry.c.purpose.in_(list(subjects)), entry.c.method != "form"
    )
    for slug, now, method, at, last in op.get_bind().execute(said.execution_options(yield_per=5_000)):
        if step := _step_of(last, now, method):
            counts[subjects[slug], _day_of(at), step] += 1
    return counts


def _step_of(before: str | None, now: str, method: str) -> str | None:
    if now in YES:
        return None if before in YES else "given"
    if before not in YES:
        return "declined" if now == "refused" and before is None else None
    return "lapsed" if now == "expired" else BY_METHOD.get(method, "otherwise")


def _day_of(moment: datetime) -> date:
    return moment.astimezone(context.config.attributes["zone"]).date()
