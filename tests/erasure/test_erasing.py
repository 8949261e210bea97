"""Erasure: everything of one person goes at once, is looked for, is certified, and nobody comes back."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from leadgate.assets.actions.publishing import FormField
from leadgate.assets.links import download_token, ready_token
from leadgate.assets.models import Grant
from leadgate.assets.room import CONFIRM
from leadgate.erasure import certificates
from leadgate.erasure.actions import certifying, erasing
from leadgate.erasure.models import Erasure, Needle
from leadgate.erasure.types import Why
from leadgate.foundation import clock
from leadgate.foundation.background import outbox
from leadgate.foundation.db import session
from leadgate.foundation.house.rooms import Personal
from leadgate.foundation.keys.vault import VaultKey
from leadgate.foundation.mail import kept as kept_mail
from leadgate.foundation.mail.addresses import parsed
from leadgate.foundation.privacy import erasure_engine
from leadgate.foundation.privacy.erasure_engine import Store
from leadgate.foundation.words import Text
from leadgate.ledger.actions import sealing
from leadgate.ledger.signing import public_key
from leadgate.ledger.verification import verify
from leadgate.people import queries as people
from leadgate.people.models import Person, Tombstone
from leadgate.people.verification.models import Verification
from leadgate.verifier.documents import verify_document
from leadgate.verifier.reading import written
from leadgate.verifier.verdict import Outcome, Trust
from tests import rooms
from tests.cast import ADA, NOOR
from tests.facts import WAITS, count, one

pytestmark = pytest.mark.both_databases("foundation.residue_scan")


@pytest.fixture
def guide(site):
    site.purpose()
    site.publish(asked=[FormField("company", "Company", "why")], purposes=["newsletter"])
    return site


def known(site, email=ADA):
    """A person who gave all there is to give, and downloaded the file."""
    visitor = site.confirmed(email=email, company="Bakery on the Quay", consent="newsletter")
    person = people.person_with(parsed(email)).id
    grant = session().scalar(select(Grant.id).where(Grant.person_id == person))
    visitor.get(f"/d/{download_token(grant)}").get_data()
    return visitor, person


def certificate():
    return one(Erasure).certificate


def test_the_person_themselves_erases_everything_with_one_button_and_sees_the_certificate(guide):
    known(guide)
    visitor = guide.signed_in()
    answer = visitor.fill("/me/delete")
    assert answer.status_code == 303
    assert "searching" in visitor.get(answer.location).text
    assert count(Person) == count(Grant) == 0
    guide.work()
    page = visitor.get(answer.location).text
    assert "found nothing of yours" in page
    signed = visitor.get(f"{answer.location}/certificate")
    assert signed.mimetype == "application/ld+json"
    assert ADA not in signed.text


def test_nothing_of_the_person_is_left_and_nothing_of_others_is_touched(guide):
    known(guide, NOOR)
    _, ada = known(guide)
    erasing.erase(ada, why=Why.OFFICER)
    guide.work()
    assert count(VaultKey, VaultKey.id == ada) == 0
    assert count(VaultKey) == count(Person) == count(Grant) == 1
    assert not [mail for mail in kept_mail.newest() if mail.recipient is None]
    assert {mail.recipient for mail in kept_mail.newest()} == {NOOR}
    sealing.seal_all()
    assert verify().faults == []


def test_the_certificate_names_every_store_and_what_was_found_there(guide):
    _, ada = known(guide)
    erasing.erase(ada, why=Why.PERSON)
    guide.work()
    searched = {row["where"]: row["found"] for row in certificate()["leadgate:searched"]}
    assert searched.keys() == {store.name for store in erasure_engine.stores()}
    pages = 0 if guide.here.database.is_sqlite else None
    assert searched.pop("database pages and write-ahead log") == pages
    assert set(searched.values()) == {0}
    kept = {row["what"]: row["ground"] for row in certificate()["leadgate:kept"]}
    assert {"ledger_entry", "tombstone"} <= kept.keys()
    assert all(kept.values())
    assert count(Needle) == 0
    assert count(VaultKey) == 0, "the words that were searched for are gone as well"


def test_something_left_behind_is_found_and_no_certificate_is_given(guide, tmp_path):
    _, ada = known(guide)
    copy = tmp_path / "exports" / "leads.csv"
    copy.parent.mkdir()
    copy.write_text(f"address\n{ADA}\n")
    erasing.erase(ada, why=Why.PERSON)
    guide.work()
    assert certificate() is None
    copy.unlink()
    with clock.moved(timedelta(minutes=1)):
        guide.work()
    assert certificate()


def test_a_sealed_copy_left_behind_is_found_too(guide, tmp_path):
    _, ada = known(guide)
    (tmp_path / "copy.bin").write_bytes(b"xx" + bytes(one(Person).address) + b"yy")
    erasing.erase(ada, why=Why.PERSON)
    guide.work()
    assert certificate() is None


def test_finding_nothing_is_a_success_and_so_is_the_second_time(guide):
    _, ada = known(guide)
    for _time in range(2):
        erasing.erase(ada, why=Why.PERSON)
    guide.work()
    done = session().scalars(select(Erasure).order_by(Erasure.id)).all()
    assert [row.people for row in done] == [1, 0]
    assert all(row.certificate for row in done)


def test_sessions_links_and_pending_work_of_the_erased_stop_at_once(guide):
    _, ada = known(guide)
    visitor = guide.signed_in()
    assert visitor.get("/me").status_code == 200
    links = [f"/d/{download_token(one(Grant).id)}", f"/a/guide/ready?grant={ready_token(one(Grant).id)}"]
    erasing.erase(ada, why=Why.OFFICER)
    assert visitor.get("/me").status_code == 303
    assert count(outbox.OutboxItem, outbox.OutboxItem.owner == ada) == 0
    for link in links:
        assert visitor.get(link).status_code == 410


def test_requests_that_wait_under_the_same_address_go_as_well(guide):
    _, ada = known(guide)
    guide.publish("second")
    guide.visitor().opt_in("second", ADA.upper())
    guide.visitor().opt_in("second", NOOR)
    guide.visitor().fill("/me/sign-in", email=ADA)
    erasing.erase(ada, why=Why.PERSON)
    assert count(Verification, WAITS) == 1
    assert count(VaultKey, VaultKey.id == one(Verification, WAITS).id) == 1
    assert guide.mails(ADA) == []


def test_who_was_erased_comes_back_by_an_act_of_their_own_only(guide):
    _, ada = known(guide)
    erasing.erase(ada, why=Why.PERSON)
    assert people.person_with(parsed(ADA)) is None
    guide.confirmed(email=ADA)
    again = people.person_with(parsed(ADA))
    assert again is not None
    assert again.id != ada
    assert one(Tombstone).lifted_at is not None
    assert one(Tombstone).id != ada, "the stone stays: a backup must still be told whom to erase, by the address alone"


def test_a_request_from_before_the_erasure_brings_nobody_back(guide, monkeypatch):
    """As after a restored backup: the request is there again, and older than the erasure."""
    _, ada = known(guide)
    visitor = guide.visitor()
    guide.publish("second")
    visitor.opt_in("second", ADA)
    monkeypatch.setattr(erasing, "kin_of", lambda _indexes: set())
    with clock.moved(timedelta(seconds=1)):
        erasing.erase(ada, why=Why.PERSON)
    link = f"/confirm/{guide.here.tokens.make(CONFIRM, one(Verification, WAITS).id)}"
    assert visitor.get(link).status_code == 410
    assert people.person_with(parsed(ADA)) is None


def test_a_batch_that_expired_together_is_one_erasure_with_one_certificate(guide):
    ids = [known(guide, f"p{number}@person.example")[1] for number in range(3)]
    erasing.erase(*ids, why=Why.RETENTION)
    guide.work()
    assert certificate()["dpv:hasDataSubject"] == 3
    assert count(Person) == 0
    assert count(Tombstone) == 3


@pytest.mark.parametrize(("people", "said"), [(2, "key"), (3, "key, of 2 of the 3 people; not of the others")])
def test_a_certificate_says_of_how_many_of_a_batch_something_was_looked_for(guide, monkeypatch, people, said):
    for module in (erasing, certificates):
        monkeypatch.setattr(module, "SEARCHED_FOR", 2)
    ids = [known(guide, f"p{number}@person.example")[1] for number in range(people)]
    erasing.erase(*ids, why=Why.RETENTION)
    guide.work()
    hows = {where["how"] for where in certificate()["leadgate:searched"] if where["found"] is not None}
    assert hows
    assert all(how.endswith(f"address and {said}") for how in hows), hows


BROKEN = Store("a broken store", Text("a broken store"), lambda _people: 1 / 0, lambda _needles: 0)


def test_a_store_that_fails_keeps_the_erasure_open_and_is_tried_again(guide):
    _, ada = known(guide)
    whole = guide.here.house
    rooms.add(guide.here, personal=Personal(stores=("erasure.test_erasing:BROKEN",)))
    erasing.erase(ada, why=Why.PERSON)
    guide.work()
    assert certificate() is None
    guide.here.house = whole
    with clock.moved(timedelta(minutes=1)):
        guide.work()
    assert certificate()


def test_many_erasures_are_finished_in_one_go(guide):
    for person in [known(guide, f"p{number}@person.example")[1] for number in range(4)]:
        erasing.erase(person, why=Why.PERSON)
    first = session().scalars(select(Erasure.id).order_by(Erasure.id)).first()
    with guide.app.app_context():
        certifying.finish(str(first))
    assert count(Erasure, Erasure.finished_at.is_not(None)) == 4


def test_a_certificate_is_checked_like_a_receipt_and_a_changed_one_is_found(site, guide):
    site.confirmed()
    erasing.erase(one(Person).id, why=Why.PERSON)
    site.work()
    certificate = one(Erasure).certificate

    def verified(document, key=None, insists=False):
        trust = Trust([key or public_key()], insists=insists)
        return verify_document(written(document).encode(), trust)

    assert verified(certificate).outcome is Outcome.GENUINE
    assert verified(certificate, bytes(32)).outcome is Outcome.UNTRUSTED
    assert verified(certificate, bytes(32), insists=True).faults == [
        "The certificate was made with another key than this one."
    ]
    assert verified({**certificate, "leadgate:why": "officer"}).faults == [
        "The certificate was changed after it was signed."
    ]
