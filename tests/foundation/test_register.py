"""The register: what is marked is exported, erased and expired, and nothing is forgotten."""

from datetime import timedelta

from sqlalchemy import Column, ForeignKey, Table, Uuid

from leadgate.assets.actions.publishing import FormField
from leadgate.assets.models import Download, Grant
from leadgate.consent.models import ConsentState
from leadgate.foundation import clock
from leadgate.foundation.installation import installation
from leadgate.foundation.keys.vault import VaultKey
from leadgate.foundation.privacy import erasure_engine, register
from leadgate.foundation.sql.tables import Base
from leadgate.ledger.actions import sealing
from leadgate.ledger.models import LedgerEntry, LedgerEvidence
from leadgate.ledger.verification import verify
from leadgate.people.models import Person
from leadgate.people.verification.models import Verification
from leadgate.retention.actions import sweeping
from tests.cast import ADA, NOOR
from tests.facts import count, one


def filled(site):
    site.purpose()
    site.publish(asked=[FormField("company", "Company", "why")], purposes=["newsletter"])
    site.confirmed(email=ADA, company="Bakery on the Quay", consent="newsletter")
    return one(Person).id


def test_an_export_holds_everything_a_person_gave_and_nothing_of_others(site):
    person = filled(site)
    site.confirmed(email=NOOR, company="Noor's")
    found = register.export_of(person)
    assert found["person"][0]["address"] == ADA
    assert "Bakery on the Quay" in found["asset_grant"][0]["answers"]
    assert {row["purpose"] for row in found["ledger_entry"]} == {"delivery", "newsletter"}
    assert NOOR not in str(found)


def test_erasing_ends_the_key_first_and_leaves_only_what_names_nobody(site):
    person = filled(site)
    site.confirmed(email=NOOR)
    entries = count(LedgerEntry)
    erasure_engine.erase_rows_of(person)
    assert register.export_of(person) == {}
    for table, column in ((Person, Person.id), (Grant, Grant.person_id), (Verification, Verification.subject_id),
                          (ConsentState, ConsentState.person_id), (Download, Download.person_id),
                          (LedgerEvidence, LedgerEvidence.owner), (VaultKey, VaultKey.id)):  # fmt: skip
        assert count(table, column == person) == 0, table
    assert count(LedgerEntry) == entries
    assert count(Person) == 1
    erasure_engine.erase_rows_of(person)


def test_evidence_ends_after_half_a_year_and_the_proof_stands_without_it(site):
    filled(site)
    sealing.seal_all()
    with clock.moved(timedelta(days=181)):
        list(sweeping.sweep())
    assert count(LedgerEvidence) == 0
    assert count(Person) == 1
    assert verify().faults == []


def test_a_grant_ends_two_years_after_it_was_last_asked_for(site):
    filled(site)
    with clock.moved(timedelta(days=731)):
        list(sweeping.sweep())
    assert count(Grant) == count(Download) == 0


def test_the_records_of_processing_name_every_personal_column(site):
    rows = register.records_of_processing()
    assert {"table": "person", "column": "address", "holds": "contact"}.items() <= next(
        row for row in rows if (row["table"], row["column"]) == ("person", "address")
    ).items()
    assert all(row["purpose"] and row["kept"] and row["erasure"] for row in rows)


def test_every_column_of_a_table_that_refers_to_a_person_says_what_it_holds(here):
    assert register.unmarked(installation().house.rooms) == []


def test_a_table_that_says_nothing_is_found(here, monkeypatch):
    table = Table("secret_note", Base.metadata, Column("of", Uuid, ForeignKey("vault_key.id")), Column("x", Uuid))
    try:
        assert register.unmarked(installation().house.rooms) == ["secret_note.of", "secret_note.x"]
    finally:
        Base.metadata.remove(table)


def test_every_kind_of_row_that_expires_has_the_date_it_names(here):
    for _, table, rule in register.tables():
        assert rule.subject in table.columns
        assert rule.expires_by is None or rule.expires_by in table.columns
