"""Receipts: whoever has the public key can check one, and no byte of it can be changed."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leadgate.consent import receipts
from leadgate.consent.actions.purposes import PurposeWords, add_purpose
from leadgate.consent.data_categories import data_of
from leadgate.foundation.ids import new_id
from leadgate.foundation.privacy import erasure_engine
from leadgate.ledger.actions import sealing
from leadgate.ledger.signing import public_key
from leadgate.ledger.verification import verify
from leadgate.people.models import Person
from leadgate.verifier.documents import verify_document
from leadgate.verifier.reading import written
from leadgate.verifier.verdict import Outcome, Trust
from tests.facts import one
from tests.size import examples

pytestmark = pytest.mark.both_databases("consent.actions.answering")


def faults_of(path, *keys, insists=False):
    return verify_document(path.read_bytes(), Trust(keys, insists=insists)).faults


@pytest.fixture
def receipt_file(site, tmp_path):
    site.purpose()
    site.publish(purposes=["newsletter"])
    site.confirmed(consent="newsletter")
    sealing.seal_all()
    path = tmp_path / "ada.jsonld"
    path.write_text(written(receipts.receipts_of(one(Person).id)))
    return path


def test_a_receipt_proves_what_was_said_and_in_which_words(receipt_file):
    document = json.loads(receipt_file.read_text())
    assert [receipt["dpv:hasConsentStatus"] for receipt in document["@graph"]] == [
        "dpv:ConsentRequested", "dpv:ConsentRequested", "dpv:ConsentGiven", "dpv:ConsentGiven"]  # fmt: skip
    newsletter = next(receipt for receipt in document["@graph"] if receipt["dpv:hasPurpose"] == "newsletter")
    assert newsletter["dpv:hasNotice"]["dct:description"] == "What the newsletter is about."
    for field in ("dct:identifier", "dct:conformsTo", "dpv:hasDataSubject", "dpv:hasDataController", "dpv:hasNotice",
                  "dpv:hasPersonalData", "dpv:hasStorageCondition", "dpv:isIndicatedAtTime", "dpv:hasWithdrawalMethod",
                  "leadgate:proof", "leadgate:signature"):  # fmt: skip
        assert newsletter[field]
    assert "ada@" not in receipt_file.read_text()


def test_it_is_checked_without_the_installation(receipt_file):
    verdict = verify_document(receipt_file.read_bytes(), Trust([public_key()]))
    assert (verdict.outcome, verdict.faults) == (Outcome.GENUINE, [])


def test_without_a_key_that_is_trusted_it_is_not_called_genuine(receipt_file):
    for keys in ([], [bytes(32)]):
        verdict = verify_document(receipt_file.read_bytes(), Trust(keys))
        assert verdict.outcome is Outcome.UNTRUSTED
        assert "genuine" not in verdict.sentence


def test_the_key_of_another_installation_does_not_fit(receipt_file):
    assert faults_of(receipt_file, bytes(32), insists=True) == [
        "The file of receipts was made with another key than this one."
    ]


@settings(max_examples=examples(37, 150))
@given(at=st.integers(min_value=0), bit=st.integers(0, 7))
def test_a_single_changed_byte_is_found(receipt_file, tmp_path, at, bit):
    content = bytearray(receipt_file.read_bytes())
    at %= len(content)
    content[at] ^= 1 << bit
    changed = tmp_path / "changed.jsonld"
    changed.write_bytes(bytes(content))
    assert faults_of(changed)
    assert faults_of(changed, public_key())


@pytest.mark.parametrize(
    ("where", "said"),
    [
        (("dpv:hasPurpose",), "changed after it was signed"),
        (("dpv:hasNotice", "dct:description"), "changed after it was signed"),
        (("leadgate:entry", "happened"), "changed after it was signed"),
        (("leadgate:proof", "leadgate:root"), "changed after it was signed"),
    ],
)
def test_what_was_changed_is_named(receipt_file, where, said):
    document = json.loads(receipt_file.read_text())
    receipt = place = document["@graph"][1]
    for name in where[:-1]:
        place = place[name]
    place[where[-1]] = "something else"
    receipt_file.write_text(written(document))
    faults = faults_of(receipt_file)
    assert any(receipt["dct:identifier"] in fault and said in fault for fault in faults)


@pytest.mark.parametrize("content", [b"", b"{}", b"[]", b"null", b"\xff", b"{" * 100_000, b'{"@graph": []}'])
def test_what_is_no_receipt_is_said_to_be_none(receipt_file, content):
    receipt_file.write_bytes(content)
    assert faults_of(receipt_file)


def test_a_receipt_made_before_its_entry_was_sealed_says_so(site, tmp_path):
    site.publish()
    site.confirmed()
    path = tmp_path / "early.jsonld"
    path.write_text(written(receipts.receipts_of(one(Person).id)))
    assert all("before its entry was sealed" in fault for fault in faults_of(path))


def test_the_wording_somebody_saw_stays_what_it_was_when_it_is_worded_anew(receipt_file, site):
    add_purpose("newsletter", PurposeWords("en", "The newsletter", "Now with more advertising."))
    assert faults_of(receipt_file) == []
    fresh = receipts.receipts_of(one(Person).id)
    assert "Now with more advertising." not in json.dumps(fresh)
    page = site.visitor().get("/privacy/purposes").text
    assert "What the newsletter is about." in page
    assert "Now with more advertising." in page


def test_after_erasure_the_proof_stands_and_names_nobody(receipt_file, site):
    erasure_engine.erase_rows_of(one(Person).id)
    assert verify().faults == []
    assert faults_of(receipt_file, public_key()) == []


def test_a_receipt_names_the_data_its_purpose_is_about(site):
    """A group's is not about the address alone, nor a survey's about it at all; a name alone makes nobody a group."""
    group = new_id()
    for slug, of in (("group-circle", group), ("group-mail-daily-1", group), ("survey-words-special", group),
                     ("survey-words", group), ("group-tips", None)):  # fmt: skip
        add_purpose(slug, PurposeWords("en", slug, "Words."), belongs_to=of)
    said = {slug: data_of(slug) for slug in ("group-circle", "group-mail-daily-1", "survey-words",
            "survey-words-special", "group-tips", "delivery")}  # fmt: skip
    assert said == {
        "group-circle": ("pd:EmailAddress", "pd:Name", "pd:GroupMembership", "pd:Communication"),
        "group-mail-daily-1": ("pd:EmailAddress", "pd:GroupMembership"),
        "survey-words": ("pd:Opinion",),
        "survey-words-special": ("dpv:SpecialCategoryPersonalData",),
        "group-tips": ("pd:EmailAddress",),
        "delivery": ("pd:EmailAddress",),
    }
