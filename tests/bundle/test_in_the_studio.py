"""Proofs in the studio: a checkpoint, the ledger verified, receipts of a person, the bundle, which is taken once."""

import io
import json
import zipfile
from datetime import timedelta

import pytest

from leadgate.bundle.actions import handing_out
from leadgate.foundation import clock
from leadgate.foundation.audit import AuditEntry
from leadgate.foundation.db import forget_what_was_read
from leadgate.foundation.permissions import Role
from leadgate.ledger import queries as ledger
from leadgate.people.models import Person
from leadgate.runs import queries as runs
from tests.cast import ADA, NOOR
from tests.facts import one
from tests.services import until

AT = "/office/proofs"


@pytest.fixture
def officer(site):
    site.purpose()
    site.publish(purposes=["newsletter"])
    site.confirmed(consent="newsletter")
    return site.staff(Role.OFFICER)


def ended(site, kind):
    site.work()

    def has():
        forget_what_was_read()
        return runs.newest(kind).ended_at

    until(has)
    assert runs.newest(kind).trouble is None
    return runs.newest(kind)


def test_a_checkpoint_is_made_and_the_whole_ledger_verified(site, officer):
    officer.press(AT, f"{AT}/checkpoint")
    assert f"over {ledger.entry_count()} entries" in officer.get(AT).text
    assert one(AuditEntry, AuditEntry.act == "ledger:checkpoint").actor is not None
    officer.press(AT, f"{AT}/verification")
    assert ended(site, "verify").result["faults"] == []
    assert "Genuine" in officer.get(AT).text


def test_receipts_of_a_person_are_taken_along_and_the_person_reads_it(site, officer):
    taken = json.loads(officer.press(AT, f"{AT}/receipts", email=ADA).text)
    number = taken["@graph"][0]["dct:identifier"]
    single = json.loads(officer.press(AT, f"{AT}/receipts", email=ADA, number=number).text)
    assert single["dct:identifier"] == number
    assert len(ledger.looks_at(one(Person).id)) == 2
    assert officer.press(AT, f"{AT}/receipts", email=NOOR).status_code == 404
    assert officer.press(AT, f"{AT}/receipts", email=ADA, number="7").status_code == 422


def test_a_bundle_is_made_by_a_worker_and_taken_along_once(site, officer):
    officer.press(AT, f"{AT}/bundle")
    made = ended(site, "bundle")
    way = f"{AT}/bundle/{made.id}"
    page = officer.get(AT).text
    taken = officer.press(AT, way)
    assert "verify.py" in zipfile.ZipFile(io.BytesIO(taken.data)).namelist()
    assert way not in officer.get(AT).text
    assert way in page
    assert one(AuditEntry, AuditEntry.act == "bundle:take").subject == made.id
    with clock.moved(timedelta(hours=2)):
        handing_out.forget_old()
    assert list(site.here.storage.files("bundles/")) == []
