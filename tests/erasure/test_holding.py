"""Legal holds: what is named stays, everything else goes, and lifting one finishes what it had stopped."""

from datetime import timedelta

import pytest

from leadgate.assets.models import Download, Grant
from leadgate.erasure import queries
from leadgate.erasure.actions import erasing, holding
from leadgate.erasure.errors import NothingToHold, UnknownHold, UnknownPerson
from leadgate.erasure.models import Erasure, Hold
from leadgate.erasure.types import Why
from leadgate.foundation import clock
from leadgate.foundation.keys.vault import VaultKey
from leadgate.foundation.mail.addresses import parsed
from leadgate.foundation.permissions import Role
from leadgate.ledger.models import LedgerEvidence
from leadgate.people import queries as people
from leadgate.people.models import Person
from leadgate.retention.actions import sweeping
from tests.cast import ADA, NOOR
from tests.facts import count, one

pytestmark = pytest.mark.both_databases


@pytest.fixture
def ada(site):
    site.publish()
    site.confirmed()
    return one(Person).id


def test_a_hold_keeps_what_it_names_and_what_that_hangs_on_and_nothing_else(site, ada):
    holding.hold(ada, "claim 12/2026", kind="asset_grant")
    erasing.erase(ada, why=Why.PERSON)
    assert count(Grant) == 1
    assert count(Person) == count(LedgerEvidence) == 0
    assert count(VaultKey, VaultKey.id == ada) == 1
    site.work()
    assert one(Erasure).certificate is None


def test_a_held_child_row_keeps_its_parent(site, ada):
    holding.hold(ada, "claim", kind="download")
    erasing.erase(ada, why=Why.PERSON)
    assert count(Grant) == 1


def test_lifting_a_hold_finishes_the_erasure_it_had_stopped(site, ada):
    number = holding.hold(ada, "claim", kind="asset_grant")
    erasing.erase(ada, why=Why.PERSON)
    site.work()
    assert queries.holds()[0].stops_erasure
    holding.lift(number)
    site.work()
    assert count(Grant) == count(VaultKey) == 0
    assert one(Erasure).certificate
    assert queries.holds()[0].reason is None, "the reason was sealed under the key that ended"


def test_two_holds_both_have_to_be_lifted(site, ada):
    first, second = (holding.hold(ada, "claim", kind=kind) for kind in ("asset_grant", "ledger_evidence"))
    erasing.erase(ada, why=Why.PERSON)
    holding.lift(first)
    site.work()
    assert one(Erasure).certificate is None
    assert count(LedgerEvidence) > 0
    holding.lift(second)
    site.work()
    assert one(Erasure).certificate


def test_whose_rows_are_held_is_found_reached_and_signed_in_by_nobody(site, ada):
    holding.hold(ada, "claim")
    erasing.erase(ada, why=Why.PERSON)
    assert count(Person) == 1
    assert people.person_with(parsed(ADA)) is None
    assert people.is_restricted(ada)
    site.visitor().fill("/me/sign-in", email=ADA)
    assert [mail for mail in site.mails() if "me/sign-in" in mail.text] == []


def test_who_is_held_may_come_back_as_somebody_new_and_the_old_one_still_goes(site, ada):
    number = holding.hold(ada, "claim")
    erasing.erase(ada, why=Why.PERSON)
    site.confirmed()
    fresh = people.person_with(parsed(ADA)).id
    holding.lift(number)
    site.work()
    assert [fresh] == [one(Person).id]
    assert count(VaultKey, VaultKey.id == ada) == 0


def test_a_hold_stops_expiry_and_lifting_it_lets_it_happen(site, ada):
    site.confirmed(email=NOOR)
    number = holding.hold(ada, "claim", kind="asset_grant")
    with clock.moved(timedelta(days=800)):
        list(sweeping.sweep())
        assert one(Grant).person_id == ada
        holding.lift(number)
        list(sweeping.sweep())
    assert count(Grant) == count(Download) == 0


def test_a_hold_can_name_one_row(site, ada):
    site.publish("second")
    site.visitor().opt_in("second")
    site.work()
    from sqlalchemy import select

    from leadgate.foundation.db import session

    held, other = session().scalars(select(Grant.id).order_by(Grant.granted_at)).all()
    holding.hold(ada, "claim", kind="asset_grant", row=held)
    erasing.erase(ada, why=Why.PERSON)
    assert one(Grant).id == held != other


def test_who_was_erased_cannot_be_held_any_more(site, ada):
    erasing.erase(ada, why=Why.PERSON)
    with pytest.raises(UnknownPerson):
        holding.hold(ada, "too late")


def test_only_what_exists_can_be_held_and_a_hold_is_lifted_once(site, ada):
    with pytest.raises(NothingToHold):
        holding.hold(ada, "claim", kind="asset")
    number = holding.hold(ada, "claim")
    holding.lift(number)
    with pytest.raises(UnknownHold):
        holding.lift(number)


def test_an_officer_places_a_hold_in_the_office_and_a_stranger_cannot_be_held(site, ada):
    officer = site.staff(Role.OFFICER)
    typed = {"email": ADA, "kind": "asset_grant", "reason": "Control 12/2026"}
    assert officer.fill("/office", **typed).status_code == 303
    assert (one(Hold).person_id, one(Hold).held_table) == (ada, "asset_grant")
    assert "Control 12/2026" in officer.get("/office").text
    unknown = officer.fill("/office", **{**typed, "email": "nobody@person.example"})
    assert unknown.status_code == 404
    assert "Nobody with this address" in unknown.text
    assert count(Hold) == 1
    assert officer.fill("/office", **{**typed, "reason": ""}).status_code == 422
