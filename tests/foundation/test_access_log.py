"""Every look of the staff is on the record before anything is shown, and is told in words to whom it concerned."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

import pytest

from leadgate.foundation import clock
from leadgate.foundation.audit import AuditEntry
from leadgate.foundation.house.assembly import assemble
from leadgate.foundation.house.rooms import Look
from leadgate.foundation.permissions import Role
from leadgate.foundation.privacy import access_log
from leadgate.foundation.words import Text
from leadgate.incidents.actions import registering
from leadgate.incidents.facts import Facts
from leadgate.incidents.models import Incident
from leadgate.ledger.models import LedgerEntry
from leadgate.ledger.types import ConsentEvent
from leadgate.people.models import Person
from leadgate.rooms import ROOMS
from leadgate.staff.actions.accounts import account_with
from tests.facts import count, one

LOOKS = assemble(ROOMS).looks


@dataclass(frozen=True)
class Colleague:
    id: UUID
    role: Role = Role.MARKETER


@pytest.fixture
def colleague(site):
    site.staff()
    return Colleague(account_with("marketer@bakery.example"))


@pytest.mark.parametrize("name", LOOKS)
def test_whoever_was_looked_at_reads_at_what_on_their_own_page(site, colleague, name):
    site.publish()
    site.confirmed()
    access_log.record(LOOKS[name], [one(Person).id], by=colleague)
    page = site.signed_in().get("/me/data")
    assert page.status_code == 200
    assert str(LOOKS[name].seen) in page.text


def test_what_an_account_showed_stands_in_words_in_the_letter_to_the_authority(site, colleague):
    site.publish()
    site.confirmed()
    for look in LOOKS.values():
        access_log.record(look, [one(Person).id], by=colleague)
    now = clock.now()
    facts = Facts("Somebody looked too much", now, happened_from=now - timedelta(hours=1), accounts=(colleague.id,))
    registering.open_incident(facts, by=colleague.id)
    site.work()
    letter = site.staff(Role.OFFICER).get(f"/office/incidents/{one(Incident).id}/authority").text
    for look in LOOKS.values():
        assert str(look.shows) in letter
        assert look.name not in letter


def test_a_look_of_a_room_that_was_taken_out_is_still_told(site, colleague):
    site.publish()
    site.confirmed()
    site.here.house.looks["attic:look"] = Look("attic:look", Text("the attic"), Text("boxes"))
    access_log.record(site.here.house.looks["attic:look"], [one(Person).id], by=colleague)
    del site.here.house.looks["attic:look"]
    page = site.signed_in().get("/me/data")
    assert "in a part of this site that is gone" in page.text


def test_a_look_no_room_declares_is_not_one(here, colleague):
    with pytest.raises(LookupError):
        access_log.record(Look("attic:look", Text("the attic"), Text("boxes")), [], by=colleague)
    assert count(AuditEntry, AuditEntry.act == "attic:look") == 0
    assert count(LedgerEntry, LedgerEntry.happened == ConsentEvent.SEEN) == 0
