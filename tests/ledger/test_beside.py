"""The wording that was shown and the circumstances of an act: what entries name is what lies there, or it is said."""

import sqlite3
from datetime import timedelta

import pytest
from sqlalchemy import select

from leadgate.consent import kept_wordings, what_counts
from leadgate.consent.actions.answering import withdraw_by_name
from leadgate.consent.actions.purposes import PurposeWords, add_purpose, hash_of
from leadgate.consent.models import ConsentState, Notice
from leadgate.erasure.actions import erasing
from leadgate.erasure.types import Why
from leadgate.foundation import clock
from leadgate.foundation.db import action, forget_what_was_read
from leadgate.foundation.ids import new_id
from leadgate.foundation.keys.vault import fingerprint
from leadgate.foundation.mail.addresses import parsed
from leadgate.ledger.actions import sealing
from leadgate.ledger.actions.recording import adopt_evidence
from leadgate.ledger.models import LedgerEvidence
from leadgate.ledger.types import ConsentEvent
from leadgate.ledger.verification import verify
from leadgate.people import queries
from leadgate.people.models import Person
from tests.consent.verifying import verified
from tests.facts import count, every, one
from tests.ledger.rewriting import shown, tamper

pytestmark = pytest.mark.both_databases


STRAY = "Circumstances that are kept and that no entry names: 1. They were changed, or their entries are gone."


def newsletter() -> Notice:
    return one(Notice, Notice.title.like("%ewsletter%"))


@pytest.mark.parametrize(
    "change", ["text = 'Sell everything.'", "title = 'Yes'", "version = 7", "language = 'de'", "sha256 = 'x'"]
)
def test_a_wording_that_was_changed_is_named(ledger, change):
    notice = newsletter()
    tamper(ledger.here, f"update notice set {change} where id = {shown(ledger.here, notice.id)}")
    done = verified()
    assert done.exit_code == 1
    assert "The wording of newsletter, version " in str(done.exception)
    assert "is not the one that entries name: it was changed." in str(done.exception)


def test_a_wording_that_was_changed_together_with_its_hash_is_gone(ledger):
    notice = newsletter()
    new = PurposeWords(notice.language, notice.title, "Sell everything.")
    changed = f"text = '{new.text}', sha256 = '{hash_of('newsletter', notice.version, new)}'"
    was = f"The wording {notice.sha256} (purpose newsletter, language en), which entries name, is gone."
    tamper(ledger.here, f"update notice set {changed} where id = {shown(ledger.here, notice.id)}")
    assert verify().faults == [was]


def test_a_wording_that_was_deleted_is_named(ledger):
    notice = newsletter()
    tamper(ledger.here, f"delete from notice where id = {shown(ledger.here, notice.id)}")
    assert verify().faults == [
        f"The wording {notice.sha256} (purpose newsletter, language en), which entries name, is gone."
    ]


def test_a_purpose_of_another_name_is_another_wording(ledger):
    tamper(ledger.here, "update purpose set slug = 'other' where slug = 'newsletter'")
    faults = verify().faults
    assert faults[0].startswith("The wording of other, version ")
    assert {fault.split(" is ")[0] for fault in faults[1:]} <= {"What counts for “other”"}


@pytest.mark.parametrize(
    "change",
    [
        "update consent_state set state = 'given' where state = 'refused'",
        "update consent_state set state = 'refused' where state = 'given'",
        "update consent_state set entry = (select id from ledger_entry where happened = 'refused' limit 1)"
        " where state = 'given'",
    ],
)
def test_a_consent_that_counts_otherwise_than_it_was_given_is_named(ledger, change):
    """Whoever had said no was written to, and nothing noticed."""
    ledger.publish("third", purposes=["newsletter"])
    ledger.confirmed("third", email="yes@person.example", consent="newsletter")
    ledger.confirmed("third", email="no@person.example")
    assert verify().faults == []
    tamper(ledger.here, change)
    assert [fault for fault in verify().faults if fault.startswith("What counts for “newsletter” is not what entry ")]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (
            "update consent_state set state = 'given', entry = (select id from ledger_entry where happened = 'given'"
            " and purpose = 'newsletter' order by id desc limit 1) where state = 'withdrawn'",
            "was said otherwise since",
        ),
        ("update consent_state set since = '2031-01-01 00:00:00.000000' where state = 'withdrawn'", "to be younger"),
    ],
)
def test_a_no_that_gives_way_to_an_older_yes_is_named(ledger, change, said):
    """Its entry says yes, and truly did; only the ledger knows that it is not the last word."""
    ledger.publish("third", purposes=["newsletter"])
    ledger.confirmed("third", email="yes@person.example", consent="newsletter")
    person = queries.id_with(queries.index_of(parsed("yes@person.example")))
    with clock.moved(timedelta(days=2)):
        withdraw_by_name(person, "newsletter", method="own-page")
        sealing.seal_all()
        assert verify().faults == []
        tamper(ledger.here, change)
        assert [fault for fault in verify().faults if "“newsletter”" in fault and said in fault]


def test_a_no_and_a_yes_of_the_same_moment_accuse_nobody(ledger):
    """Two processes may write down the one after the other and let them count the other way round."""
    ledger.publish("third", purposes=["newsletter"])
    ledger.confirmed("third", email="yes@person.example", consent="newsletter")
    person = queries.id_with(queries.index_of(parsed("yes@person.example")))
    withdraw_by_name(person, "newsletter", method="own-page")
    older = "select id from ledger_entry where happened = 'given' and purpose = 'newsletter' order by id desc limit 1"
    tamper(ledger.here, f"update consent_state set state = 'given', entry = ({older}) where state = 'withdrawn'")
    assert verify().faults == []


def test_a_yes_that_counts_for_somebody_else_is_named(ledger):
    ledger.publish("third", purposes=["newsletter"])
    ledger.confirmed("third", email="yes@person.example", consent="newsletter")
    ledger.confirmed("third", email="no@person.example")
    refused = one(ConsentState, ConsentState.state == ConsentEvent.REFUSED)
    purpose, person = (shown(ledger.here, each) for each in (refused.purpose_id, refused.person_id))
    tamper(ledger.here, f"delete from consent_state where person_id = {person} and purpose_id = {purpose}")
    tamper(ledger.here, f"update consent_state set person_id = {person} where purpose_id = {purpose}")
    assert [fault.split(" is ")[0] for fault in verify().faults] == ["What counts for “newsletter”"]


def test_what_is_worded_anew_and_nobody_has_said_anything_to_is_no_fault(ledger):
    add_purpose("newsletter", PurposeWords("en", "The newsletter", "Twice a month."))
    add_purpose("newsletter", PurposeWords("zh-Hant", "電子報", "每月一次。"))
    assert count(Notice) > 3
    assert verify().faults == []


def newest() -> LedgerEvidence:
    return every(select(LedgerEvidence).order_by(LedgerEvidence.id.desc()))[0][0]


@pytest.mark.parametrize("part", ["circumstances = {}", "sha256 = 'x'"])
def test_circumstances_that_were_rewritten_are_named(ledger, part):
    row = newest()
    change = part.format(shown(ledger.here, bytes(row.circumstances)[:-1] + b"x"))
    tamper(ledger.here, f"update ledger_evidence set {change} where id = {shown(ledger.here, row.id)}")
    named = f"Circumstances {row.id}, which entries name, are not what they were: they were changed."
    assert named in verify().faults


def test_circumstances_of_a_key_that_does_not_open_are_named(ledger):
    row = newest()
    where = f"id = {shown(ledger.here, row.owner)}"
    tamper(ledger.here, f"update vault_key set wrapped = {shown(ledger.here, b'x')} where {where}")
    closed = f"Circumstances {row.id}, which entries name, cannot be compared: the key they hang on does not open."
    assert verify().faults == [closed]


def given_to(here, row, owner):
    """Circumstances that were changed together with whose they are."""
    changed = f"circumstances = {shown(here, b'changed')}, owner = {shown(here, owner)}"
    return f"update ledger_evidence set {changed} where id = {shown(here, row.id)}"


def test_circumstances_that_were_changed_together_with_their_owner_are_named(ledger, here):
    row, nobody = newest(), new_id()
    if here.database.is_sqlite:
        with sqlite3.connect(here.database.url.database) as unbound:  # which binds no row to another unless it is asked
            unbound.execute(given_to(here, row, nobody))
        assert f"Circumstances {row.id} hang on a key that is not there: their owner was changed." in verify().faults
    stranger = f"insert into vault_key (id, wrapped) values ({shown(here, nobody)}, {shown(here, b'foreign')})"
    tamper(here, stranger, given_to(here, row, nobody))
    assert f"Circumstances {row.id} are those of somebody else" in str(verify().faults)


def test_circumstances_that_were_given_to_another_person_with_their_key_are_named(ledger, here):
    row, other = newest(), every(select(LedgerEvidence).order_by(LedgerEvidence.id))[0][0].owner
    text = here.vault.key_of(row.owner).open(LedgerEvidence.circumstances, row.id, row.circumstances)
    sealed = here.vault.key_of(other).seal(LedgerEvidence.circumstances, row.id, text)
    given = f"owner = {shown(here, other)}, circumstances = {shown(here, bytes(sealed))}"
    tamper(here, f"update ledger_evidence set {given} where id = {shown(here, row.id)}")
    named = f"Circumstances {row.id} are those of somebody else than the entries that name them: they were changed."
    assert verify().faults == [named]


@action
def adopt(here, from_owner, to_owner):
    adopt_evidence(here.vault.key_of(from_owner), here.vault.key_of(to_owner))
    here.vault.destroy(from_owner)


def test_circumstances_that_followed_a_request_to_the_person_it_came_from_are_no_fault(ledger, here):
    row, person = newest(), every(select(LedgerEvidence).order_by(LedgerEvidence.id))[0][0].owner
    adopt(here, row.owner, person)
    assert {one.owner for (one,) in every(select(LedgerEvidence))} != {person}
    assert newest().owner == person
    assert verify().faults == []


def test_circumstances_no_entry_names_are_somebody_elses(ledger):
    row, invented = newest(), "It was somebody else."
    key = ledger.here.vault.key_of(row.owner)
    sealed = shown(ledger.here, bytes(key.seal(LedgerEvidence.circumstances, row.id, invented)))
    anew = f"circumstances = {sealed}, sha256 = '{fingerprint(invented)}'"
    tamper(ledger.here, f"update ledger_evidence set {anew} where id = {shown(ledger.here, row.id)}")
    assert verify().faults == [STRAY]


def test_of_whoever_was_erased_or_whose_circumstances_expired_nothing_is_missed(ledger):
    ledger.confirmed()
    erasing.erase(one(Person).id, why=Why.PERSON)
    ledger.work()
    assert count(LedgerEvidence) == 3
    tamper(ledger.here, "delete from ledger_evidence")
    assert verify().faults == []


def test_each_wording_is_hashed_once_however_many_entries_name_it(ledger, monkeypatch):
    hashed = []
    original = kept_wordings.hash_of
    monkeypatch.setattr(kept_wordings, "hash_of", lambda *of: hashed.append(of) or original(*of))
    assert verify().faults == []
    assert len(hashed) == count(Notice)


def test_whoever_says_no_while_it_is_verified_is_no_fault(ledger, monkeypatch):
    """Between two statements of the check people go on saying yes and no; what counts is read last."""
    ledger.publish("third", purposes=["newsletter"])
    ledger.confirmed("third", email="yes@person.example", consent="newsletter")
    person = queries.id_with(queries.index_of(parsed("yes@person.example")))
    read = what_counts.newest_answers

    def meanwhile(subjects):
        found = read(subjects)
        withdraw_by_name(person, "newsletter", method="own-page")
        forget_what_was_read()
        return found

    monkeypatch.setattr(what_counts, "newest_answers", meanwhile)
    with clock.moved(timedelta(days=2)):
        assert list(what_counts.counts_otherwise()) == []
        monkeypatch.undo()
        assert list(what_counts.counts_otherwise()) == []
