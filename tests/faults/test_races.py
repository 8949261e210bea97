"""Two at once: one thing happens, once, and both are told the same."""

from functools import partial

import pytest
from sqlalchemy import select

from leadgate.assets.errors import RequestOver
from leadgate.assets.models import Grant
from leadgate.assets.verifications import OPT_IN
from leadgate.consent.models import ConsentState
from leadgate.foundation.keys.vault import VaultKey
from leadgate.ledger.actions.recording import Circumstances
from leadgate.ledger.models import LedgerEntry
from leadgate.people.models import Person
from leadgate.people.verification.actions import proving
from leadgate.people.verification.models import Verification
from tests.facts import PROVEN, WAITS, count, every, one
from tests.faults.together import at_once

pytestmark = pytest.mark.both_databases  # each holds others back in its own way
CIRCUMSTANCES = Circumstances("/confirm", "en", "192.0.2.0/24", "two")
ROUNDS = 10


def confirm(opt_in):
    return proving.prove(OPT_IN, opt_in, method="mail-link", circumstances=CIRCUMSTANCES)


@pytest.mark.parametrize("known", [False, True])
def test_two_clicks_on_one_link_confirm_once(site, here, known):
    site.publish()
    site.publish("other")
    for number in range(ROUNDS):
        email = f"{number}@person.example"
        if known:
            site.confirmed("other", email)
        site.visitor().opt_in(email=email)
        opt_in = one(Verification, WAITS).id
        first, second = at_once(here, partial(confirm, opt_in), partial(confirm, opt_in))
        assert first.grant_id == second.grant_id
        assert first.again != second.again, "one of them was first"
    assert count(Person) == ROUNDS
    assert count(Verification, PROVEN) == count(Grant) == ROUNDS * (2 if known else 1)
    assert count(Verification, WAITS) == 0


def test_two_requests_of_one_new_address_confirmed_at_once_make_one_person(site, here):
    site.purpose()
    site.publish(purposes=["newsletter"])
    for number in range(ROUNDS):
        for _ in range(2):
            site.visitor().opt_in(email=f"{number}@person.example", consent="newsletter")
        left, right = [row.id for row in every(select(Verification.id).where(WAITS))]
        first, second = at_once(here, partial(confirm, left), partial(confirm, right))
        assert first.grant_id == second.grant_id
        assert first.person_id == second.person_id
    assert count(Person) == count(Grant) == count(VaultKey) == ROUNDS
    assert count(ConsentState) == ROUNDS * 2
    assert count(LedgerEntry, LedgerEntry.method == "mail-link") == ROUNDS * 4


@pytest.mark.parametrize("kept_database", ["sqlite"], indirect=True)  # PostgreSQL holds the row it has read
def test_a_not_me_that_comes_between_reading_and_writing_is_not_overruled(site, here, monkeypatch):
    site.publish()
    site.publish("other")
    site.confirmed("other")
    site.visitor().opt_in()
    opt_in, read = one(Verification, WAITS).id, proving.read

    def meanwhile(*asked):
        found = read(*asked)
        assert at_once(here, partial(proving.was_not_me, OPT_IN, opt_in)) == [None]
        return found

    monkeypatch.setattr(proving, "read", meanwhile)
    with pytest.raises(RequestOver):
        confirm(opt_in)
    assert count(Grant) == count(Verification, PROVEN) == 1, "only the other asset's"


def test_a_yes_and_a_not_me_at_once_are_one_of_the_two(site, here):
    site.publish()
    for number in range(ROUNDS):
        site.visitor().opt_in(email=f"{number}@person.example")
        opt_in, people = one(Verification, WAITS).id, count(Person)
        yes, no = at_once(here, partial(confirm, opt_in), partial(proving.was_not_me, OPT_IN, opt_in))
        assert isinstance(yes, RequestOver) != isinstance(no, RequestOver), "one of them came too late, and is told so"
        confirmed = count(Person) - people
        assert confirmed in (0, 1)
        assert count(VaultKey) == count(Person) == count(Grant) == count(Verification, PROVEN)
        assert count(Verification, WAITS) == 0
