"""Somebody with the certificate, the address, the master key and everything that is kept looks for an erased person."""

import json
from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy import select

from leadgate.bundle import writing
from leadgate.consent import receipts
from leadgate.consent.actions import answering
from leadgate.erasure.actions import holding
from leadgate.erasure.models import Erasure
from leadgate.foundation import clock
from leadgate.foundation.db import forget_what_was_read, session
from leadgate.foundation.keys.vault import PersonKey
from leadgate.foundation.mail.addresses import parsed
from leadgate.foundation.permissions import Role
from leadgate.groups.types import Admission
from leadgate.ledger import queries as ledger
from leadgate.ledger.actions import sealing
from leadgate.ledger.models import LedgerEntry
from leadgate.ledger.subjects import owners_of, subjects_of
from leadgate.people import queries as people
from leadgate.people.actions import changing_address
from leadgate.people.verification.actions.proving import prove
from leadgate.rights.actions import receiving
from leadgate.rights.clocks import Right
from leadgate.rights.models import PrivacyRequest
from leadgate.rights.typed import TypedPrivacyRequest
from leadgate.rights.verifications import PRIVACY_REQUEST
from leadgate.verifier.reading import written
from tests.attacks.linking import ids_in, reached, together
from tests.cast import ADA, NOOR
from tests.consent.verifying import verified
from tests.facts import one
from tests.groups.scenes import MINA, bakers

pytestmark = pytest.mark.both_databases


@pytest.fixture(params=["entries as they are now", "entries from before there were pseudonyms"])
def style(request, monkeypatch):
    if "before" in request.param:
        monkeypatch.setattr(PersonKey, "pseudonym", lambda key, _use: key.owner)


@pytest.fixture
def busy(site, style):
    """A marketer, an officer, a group, and Noor, who has done what Ada is going to do."""
    site.purpose()
    asset = site.publish(purposes=["newsletter"])
    site.staff(Role.MODERATOR, MINA)
    staff = {Role.OFFICER: site.staff(Role.OFFICER), Role.MARKETER: site.staff(Role.MARKETER)}
    group = bakers(site, admission=Admission.OPEN)

    def lives(email: str) -> UUID:
        """Agrees, joins, takes a yes back, is looked at and held, asks under the law, begins to change the address."""
        site.confirmed(email=email, consent="newsletter")
        group.ask(email, email.partition("@")[0])
        person = people.person_with(parsed(email)).id
        answering.withdraw_by_name(person, "newsletter", method="own-page")
        assert staff[Role.MARKETER].get(f"/studio/assets/{asset}/leads").status_code == 200
        holding.lift(holding.hold(person, "a claim"))
        asked(Right.CORRECTION, email)
        request = session().scalar(select(PrivacyRequest.id).where(PrivacyRequest.person_id == person))
        assert staff[Role.OFFICER].get(f"/office/requests/{request}").status_code == 200
        changing_address.ask(person, f"new.{email}")
        site.work()
        return person

    site.lives = lives
    lives(NOOR)
    return site


def asked(right: Right, email: str) -> None:
    number = receiving.receive(TypedPrivacyRequest(right, email, details="Words"), language="en", network="here")
    prove(PRIVACY_REQUEST, number, method="command")


def entries_of(person: UUID) -> set[UUID]:
    forget_what_was_read()
    return {entry.id for entry in (*ledger.entries_of(person), *ledger.looks_at(person))}


def erased(site) -> dict:
    """Ada asks to be erased, in the way of the law; her certificate."""
    asked(Right.ERASURE, ADA)
    with clock.moved(timedelta(minutes=1)):
        site.work()
    return one(Erasure).certificate


def test_certificate_address_and_master_key_lead_to_no_entry_of_an_erased_person(busy, tmp_path):
    common = frozenset(each for row in together(busy.here, tmp_path) for each in row)
    person = busy.lives(ADA)
    mine = entries_of(person)
    assert len(mine) >= 7, "what she said, and that she was looked at"
    subjects = [one(LedgerEntry, LedgerEntry.id == entry).subject for entry in mine]
    assert set(owners_of(subjects).values()) == {person}

    certificate = erased(busy)
    assert certificate
    start = [certificate, people.index_of(parsed(ADA)), people.index_of(parsed(f"new.{ADA}"))]
    found = reached(start, together(busy.here, tmp_path), common)
    assert set(ids_in(start)) - common <= found
    assert found & set(ids_in(mine)) == set()
    assert found & set(ids_in(subjects)) == set()
    forget_what_was_read()
    assert owners_of(subjects) == {}, "no key that is left leads there"


def test_the_search_finds_what_is_there(busy, tmp_path):
    common = frozenset(each for row in together(busy.here, tmp_path) for each in row)
    person = busy.lives(ADA)
    mine = set(ids_in(entries_of(person)))
    stolen = [frozenset(ids_in([person, subjects_of(person)]))]  # what whoever has her key knows
    assert reached([people.index_of(parsed(ADA))], together(busy.here, tmp_path) + stolen, common) >= mine


def test_whoever_holds_their_receipt_still_finds_their_entries(busy, tmp_path):
    person = busy.lives(ADA)
    sealing.seal_all()
    receipt = tmp_path / "ada.jsonld"
    receipt.write_text(written(receipts.receipts_of(person)))
    erased(busy)
    writing.write(tmp_path / "bundle.zip")
    for files in ([receipt], [receipt, tmp_path / "bundle.zip"]):
        assert verified(*files).exit_code == 0
    forget_what_was_read()
    assert all(ledger.entry(UUID(each["dct:identifier"])) for each in receipts_in(receipt))


def receipts_in(path) -> list[dict]:
    return json.loads(path.read_text())["@graph"]
