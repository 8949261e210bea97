"""What an older version kept of whoever was erased is cut, and a restore knows them all the same."""

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from leadgate.erasure import journal
from leadgate.erasure.actions import erasing, holding
from leadgate.erasure.models import ErasurePerson, Hold
from leadgate.erasure.types import Why
from leadgate.foundation.audit import AuditEntry
from leadgate.foundation.databases import migrating
from leadgate.foundation.db import forget_what_was_read
from leadgate.foundation.mail.addresses import parsed
from leadgate.people import queries as people
from leadgate.people.models import Tombstone
from tests.cast import ADA, NOOR
from tests.facts import count, one

pytestmark = pytest.mark.both_databases


@pytest.fixture
def gone(site):
    """Ada's id, who was erased, and is named by all that an older version left of her; Noor is held meanwhile."""
    site.publish()
    site.confirmed(email=NOOR)
    site.confirmed(email=ADA)
    ada, noor = (people.person_with(parsed(email)).id for email in (ADA, NOOR))
    holding.lift(holding.hold(ada, "a claim"))
    holding.hold(noor, "a claim")
    for person in (ada, noor):
        erasing.erase(person, why=Why.PERSON)
        site.work()
    erasures = {one.address_index: one.erasure for one in people.stones()}
    of_noor = erasures[people.index_of(parsed(NOOR))]
    of_ada = erasures[people.index_of(parsed(ADA))]
    forget_what_was_read()
    migrating.step_down(site.here, "0017")
    for person, erasure in ((ada, of_ada), (noor, of_noor)):
        run(site.here, "update tombstone set person_id = :person where erasure = :erasure", person, erasure)
    run(site.here, "update legal_hold set person_id = :person where lifted_at is not null", ada)
    named = "insert into audit_entry (id, at, act, subject) values (:erasure, CURRENT_TIMESTAMP, 'hold:place', :person)"
    run(site.here, named, ada, ada)
    return ada


def run(here, statement: str, person, erasure=None) -> None:
    shape = (lambda one: one.hex) if here.database.is_sqlite else (lambda one: one)
    values = {name: shape(one) for name, one in {"person": person, "erasure": erasure}.items() if one}
    with here.database.writer.begin() as connection:
        connection.execute(text(statement), values)


def test_stones_holds_and_the_trail_forget_who_was_erased(site, gone):
    migrating.migrate(site.here)
    forget_what_was_read()
    assert count(Tombstone, Tombstone.id == gone) == 0
    assert count(Tombstone, Tombstone.address_index == people.index_of(parsed(ADA))) == 1
    assert count(AuditEntry, AuditEntry.subject == gone) == 0
    assert one(Hold, Hold.lifted_at.is_not(None)).person_id is None
    with pytest.raises(DBAPIError, match="append-only"):
        run(site.here, "update audit_entry set act = 'nothing' where subject is null or id = :person", gone)


def test_an_erasure_that_a_hold_keeps_waiting_goes_on_afterwards(site, gone):
    migrating.migrate(site.here)
    forget_what_was_read()
    held = one(Hold, Hold.lifted_at.is_(None))
    noor = held.person_id
    assert one(ErasurePerson).person_id == noor
    holding.lift(held.id)
    site.work()
    assert site.here.vault.is_destroyed(noor)
    assert count(ErasurePerson) == 0
    assert one(Hold, Hold.id == held.id).person_id is None


def test_an_old_journal_is_written_anew_and_says_the_same(site, gone):
    migrating.migrate(site.here)
    forget_what_was_read()
    before = {(entry.address_index, entry.since) for entry in journal.entries()}
    store = site.here.storage
    for document in [store.document(name) for name in store.document_names(journal.FOLDER)]:
        name = f"{journal.FOLDER}/{document['erasure']}.json"
        old = [[str(gone), index] for _stone, index, _since in document.pop("stones")]
        site.here.storage.write_json(name, {**document, "people": old})
    assert {entry.stone for entry in journal.entries()} == {gone}
    for _time in range(2):
        journal.rewrite_old()
    assert {(entry.address_index, entry.since) for entry in journal.entries()} == before
    assert gone not in {entry.stone for entry in journal.entries()}
