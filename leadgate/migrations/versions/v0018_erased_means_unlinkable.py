"""Whoever was erased is named by no row any more: stones have ids of their own, and what is kept forgets the person's.

Words of links that few came with are folded into one, beside counts and beside people.

The journal in the file store is written anew by `leadgate migrate` after this (`erasure.journal.rewrite_old`).
Certificates stay as they were signed.
"""

import json
from uuid import uuid4

import sqlalchemy as sa
from alembic import context, op

from leadgate.foundation import clock

revision = "0018"
down_revision = "0017"

tombstone, erasure, erasure_person, legal_hold, privacy_request, request_step = (
    sa.table(name, *(sa.column(column, kind) for column, kind in columns.items()))
    for name, columns in {
        "tombstone": {"id": sa.Uuid(), "erasure": sa.Uuid()},
        "erasure": {"id": sa.Uuid(), "finished_at": sa.DateTime(timezone=True)},
        "erasure_person": {"person_id": sa.Uuid(), "erasure_id": sa.Uuid()},
        "legal_hold": {"id": sa.Uuid(), "person_id": sa.Uuid()},
        "privacy_request": {"person_id": sa.Uuid()},
        "request_step": {"person_id": sa.Uuid()},
    }.items()
)
audit_entry = sa.table("audit_entry", sa.column("act", sa.String()), sa.column("subject", sa.Uuid()))
incident_alert = sa.table("incident_alert", sa.column("id", sa.Uuid()), sa.column("key", sa.String()), sa.column("rule", sa.String()))
ledger_entry = sa.table("ledger_entry", sa.column("subject", sa.Uuid()))
vault_key = sa.table("vault_key", sa.column("id", sa.Uuid()), sa.column("wrapped", sa.LargeBinary()))
step_count = sa.table(
    "step_count", sa.column("step", sa.String()), sa.column("source", sa.String()), sa.column("count", sa.Integer())
)
verification, survey_response = (
    sa.table(name, sa.column("source", sa.String())) for name in ("verification", "survey_response")
)
campaign = sa.table("campaign", sa.column("word", sa.String()), sa.column("named_at", sa.DateTime(timezone=True)))
grant = sa.table(
    "asset_grant", sa.column("id", sa.Uuid()), sa.column("person_id", sa.Uuid()), sa.column("answers", sa.LargeBinary())
)
SEEN_BY, OTHER, GRANTS_AT_ONCE = 5, "other", 1_000


def upgrade() -> None:
    op.create_table(
        "erasure_person",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("erasure_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["erasure_id"], ["erasure.id"], name="fk_erasure_person_erasure_id_erasure"),
        sa.PrimaryKeyConstraint("person_id", name="pk_erasure_person"),
    )
    op.create_index("ix_erasure_person_erasure_id", "erasure_person", ["erasure_id"], unique=False)
    op.execute("ALTER TABLE tombstone RENAME COLUMN person_id TO id")
    open_ones = sa.select(erasure.c.id).where(erasure.c.finished_at.is_(None))
    waiting = sa.select(tombstone.c.id, tombstone.c.erasure).where(tombstone.c.erasure.in_(open_ones))
    op.execute(erasure_person.insert().from_select(["person_id", "erasure_id"], waiting))
    for stone in op.get_bind().execute(sa.select(tombstone.c.id)).scalars().all():
        op.execute(tombstone.update().where(tombstone.c.id == stone).values(id=uuid4()))
    with op.batch_alter_table("legal_hold") as batch:
        batch.alter_column("person_id", existing_type=sa.Uuid(), nullable=True)
    there = sa.select(vault_key.c.id)
    for kept in (legal_hold, privacy_request, request_step):
        op.execute(kept.update().where(kept.c.person_id.not_in(there)).values(person_id=None))
    _cut_the_audit_trail()
    _make_campaigns()
    _fold_rare_words()
    named = incident_alert.c.rule == "honey"
    op.execute(incident_alert.update().where(named).values(key=sa.literal("honey/") + sa.cast(incident_alert.c.id, sa.String())))


def _cut_the_audit_trail() -> None:
    """Take the ids of people out of it, dead or alive: the trail cannot be cut later, and entries bear the same."""
    by_act = audit_entry.c.act.in_(("person:address", "hold:place", "hold:lift"))
    of_people = audit_entry.c.subject.in_(sa.select(ledger_entry.c.subject))
    if op.get_bind().dialect.name == "sqlite":
        op.execute("DROP TRIGGER audit_entry_no_update")
        op.execute(audit_entry.update().where(by_act | of_people).values(subject=None))
        op.execute(
            "CREATE TRIGGER audit_entry_no_update BEFORE UPDATE ON audit_entry "
            "BEGIN SELECT RAISE(ABORT, 'audit_entry is append-only'); END"
        )
        return
    op.execute("ALTER TABLE audit_entry DISABLE TRIGGER audit_entry_append_only")
    op.execute(audit_entry.update().where(by_act | of_people).values(subject=None))
    op.execute("ALTER TABLE audit_entry ENABLE TRIGGER audit_entry_append_only")


def _make_campaigns() -> None:
    op.create_table(
        "campaign",
        sa.Column("word", sa.String(length=40), nullable=False),
        sa.Column("named_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("word", name="pk_campaign"),
    )
    op.create_table(
        "campaign_sighting",
        sa.Column("word_index", sa.LargeBinary(length=32), nullable=False),
        sa.Column("visitor_index", sa.LargeBinary(length=32), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("word_index", "visitor_index", name="pk_campaign_sighting"),
    )
    op.create_index("ix_campaign_sighting_day", "campaign_sighting", ["day"], unique=False)


def _fold_rare_words() -> None:
    """A word by which a form was sent five times becomes a campaign; how often a page was seen says less than that."""
    connection = op.get_bind()
    sent = sa.select(step_count.c.source).where(step_count.c.step != "seen", step_count.c.source.not_in(("", OTHER)))
    often = sent.group_by(step_count.c.source, step_count.c.step).having(sa.func.sum(step_count.c.count) >= SEEN_BY)
    known = sorted(set(connection.execute(often).scalars()))
    if known:
        op.bulk_insert(campaign, [{"word": word, "named_at": clock.now()} for word in known])
    for table in (step_count, verification, survey_response):
        rare = table.c.source.not_in(["", *known])
        op.execute(table.update().where(rare).values(source=OTHER))
    _fold_in_grants({"", *known})


def _fold_in_grants(known: set[str]) -> None:
    """What a person said lies sealed, and what they came by with it."""
    vault, connection, last = context.config.attributes["vault"], op.get_bind(), None
    page = (
        sa.select(grant.c.id, grant.c.person_id, grant.c.answers, vault_key.c.wrapped)
        .join(vault_key, vault_key.c.id == grant.c.person_id)
        .where(sa.func.length(grant.c.answers) > 0)
        .order_by(grant.c.id)
        .limit(GRANTS_AT_ONCE)
    )
    while rows := connection.execute(page.where(grant.c.id > last) if last else page).all():
        for row in rows:
            key, place = vault.opened(row.person_id, row.wrapped), f"asset_grant.answers.{row.id}"
            said = json.loads(key.open_at(place, row.answers))
            if said.get("source", "") not in known:
                answers = bytes(key.seal_at(place, json.dumps(said | {"source": OTHER})))
                op.execute(grant.update().where(grant.c.id == row.id).values(answers=answers))
        last = rows[-1].id


def downgrade() -> None:
    op.drop_index("ix_campaign_sighting_day", table_name="campaign_sighting")
    op.drop_table("campaign_sighting")
    op.drop_table("campaign")
    op.execute(legal_hold.update().where(legal_hold.c.person_id.is_(None)).values(person_id=legal_hold.c.id))
    with op.batch_alter_table("legal_hold") as batch:
        batch.alter_column("person_id", existing_type=sa.Uuid(), nullable=False)
    op.execute("ALTER TABLE tombstone RENAME COLUMN id TO person_id")
    op.drop_index("ix_erasure_person_erasure_id", table_name="erasure_person")
    op.drop_table("erasure_person")
