"""What somebody can rely on who adds the receipt of a choice to their own page: it is theirs, and nothing else is."""

from datetime import timedelta

import pytest
from sqlalchemy import inspect, select

from leadgate.cookie_choices import models
from leadgate.cookie_choices.actions import attaching, closing
from leadgate.cookie_choices.models import CookieReceipt
from leadgate.erasure.actions import erasing
from leadgate.foundation import clock
from leadgate.foundation.mail.addresses import parsed
from leadgate.foundation.privacy.register import names_of
from leadgate.ledger.actions import sealing
from leadgate.people import queries as people
from leadgate.people.models import Person
from leadgate.retention.actions import sweeping
from tests.cast import ADA, NOOR
from tests.cookie_choices.visitors import ASKED, number, taken
from tests.facts import count, every, one

PAGE = "/me/cookie-choices"
pytestmark = pytest.mark.both_databases("cookie_choices.actions.attaching")


def proven(site, notice) -> str:
    held = taken(site, notice, *ASKED)
    closing.close_all()
    sealing.seal_all()
    return held


def test_whoever_presents_a_number_while_signed_in_keeps_its_receipt_and_can_take_it_away(site, notice):
    site.publish()
    site.confirmed()
    held, ada = proven(site, notice), site.signed_in(ADA)
    assert PAGE in ada.get("/me").text
    assert ada.fill(PAGE, number=held).status_code == 303
    page = ada.get(PAGE).text
    assert "You allowed: statistics, marketing" in page
    assert held in page
    row = one(CookieReceipt)
    assert held.encode() not in bytes(row.receipt)
    assert "eceipts of cookie choices that you added" in ada.get("/me/data").text
    assert ada.fill(PAGE, number=held).status_code == 409
    assert ada.fill(PAGE, number=number()).status_code == 404
    waits = taken(site, notice)
    assert ada.fill(PAGE, number=waits).status_code == 409
    noor = site.confirmed(email=NOOR) and site.signed_in(NOOR)
    assert held not in noor.get(PAGE).text
    attaching.remove(people.person_with(parsed(NOOR)).id, row.id)
    assert count(CookieReceipt) == 1
    assert ada.press(PAGE, f"{PAGE}/removal").status_code == 303
    assert count(CookieReceipt) == 0


def test_it_goes_with_the_person_and_after_thirteen_months(site, notice):
    site.publish()
    site.confirmed()
    held, person = proven(site, notice), one(Person).id
    attaching.add(person, held)
    with clock.moved(timedelta(days=397)):
        sweeping.sweep_all()
        assert count(CookieReceipt) == 0
    attaching.add(person, held)
    erasing.leave(person)
    site.work()
    assert count(CookieReceipt) == 0


def test_nothing_in_the_record_of_choices_leads_to_the_person(site, notice):
    site.publish()
    site.confirmed()
    held, person = proven(site, notice), one(Person).id
    attaching.add(person, held)
    names = {str(name) for name in [person, *names_of(person, CookieReceipt.__personal__)]}
    for table in (models.CookieChoice, models.CookieBatch, models.CookieCount, models.CookieWording):
        assert "person_id" not in {column.name for column in inspect(table).columns}
        for row in every(select(*inspect(table).columns)):
            assert not names & {str(value) for value in row}
