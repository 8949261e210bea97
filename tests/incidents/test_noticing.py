"""What should not happen is noticed: once, by the officer, and without accusing a busy team."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from leadgate.assets.models import Grant
from leadgate.foundation import clock, guessing
from leadgate.foundation.db import action, session
from leadgate.foundation.events import Looked
from leadgate.foundation.ids import new_id
from leadgate.foundation.permissions import Role
from leadgate.incidents.actions import planting, watching
from leadgate.incidents.errors import HoneyTaken
from leadgate.incidents.models import Alert, HoneyRecord
from leadgate.ledger.actions.recording import record_looks
from leadgate.people.models import Person
from leadgate.staff.actions import sessions
from leadgate.staff.models import StaffAccount, StaffPlace
from leadgate.staff.types import Arrival
from tests.cast import ADA
from tests.facts import count, every, one

on_both = pytest.mark.both_databases
"""On those that together send what all tests of ten such files send (docs/testing.md)."""

CANARY = "canary-7@example.org"


def looks(account, people: int, ago: timedelta = timedelta()) -> None:
    with clock.moved(-ago):
        record_looks(Looked([new_id() for _ in range(people)], "lead:look", account, "marketer"))


@pytest.fixture
def marketer(site):
    site.staff(Role.OFFICER)
    site.staff(Role.MARKETER)
    return one(StaffAccount, StaffAccount.role == Role.MARKETER).id


@on_both
def test_who_looks_at_far_more_people_than_ever_is_told_to_the_officer_once(site, marketer):
    looks(marketer, 501)
    assert watching.watch() == 1
    assert watching.watch() == 0
    alert = one(Alert)
    assert (alert.rule, alert.account, alert.count) == ("many-seen", marketer, 501)
    assert len([mail for mail in site.mails() if "noticed" in mail.subject]) == 1


@pytest.mark.parametrize(("before", "now"), [(0, 500), (200, 600)])
def test_a_busy_day_is_no_alert(site, marketer, before, now):
    looks(marketer, before, timedelta(days=3))
    looks(marketer, now)
    assert watching.watch() == 0


def test_more_than_three_times_the_busiest_day_is_told_however_busy_the_team(site, marketer):
    looks(marketer, 200, timedelta(days=3))
    looks(marketer, 601)
    assert watching.watch() == 1


def test_two_looks_at_the_same_person_are_one_person(site, marketer):
    same = [new_id() for _ in range(300)]
    action(lambda: [site.here.vault.new_key(person) for person in same])()
    for _ in range(2):
        record_looks(Looked(same, "lead:look", marketer, "marketer"))
    assert watching.watch() == 0


@on_both
def test_a_sign_in_from_a_new_network_is_told_and_the_first_one_is_not(site, marketer):
    sessions.open_session(marketer, Arrival("192.0.2.0/24"))
    known = count(Alert)
    sessions.open_session(marketer, Arrival("192.0.2.0/24"))
    assert count(Alert) == known
    sessions.open_session(marketer, Arrival("198.51.100.0/24"))
    assert count(Alert) == known + 1
    assert b"198.51" not in b"".join(place for (place,) in every(select(StaffPlace.place)))


@on_both
def test_a_place_is_forgotten_after_half_a_year(site, marketer):
    with clock.moved(timedelta(days=181)):
        sessions.end_old()
    assert count(StaffPlace) == 0


def test_links_tried_out_in_bulk_are_told_once_an_hour_and_a_few_broken_ones_are_not(site):
    stranger = site.visitor()
    for _ in range(guessing.FROM_ONE_NETWORK.most):
        assert stranger.get("/confirm/nonsense").status_code == 404
    assert count(Alert) == 0
    for _ in range(3):
        stranger.get("/u/nonsense")
    assert one(Alert).rule == "guesses"


def test_wrong_codes_and_passwords_count_as_guesses(site):
    site.publish()
    visitor = site.visitor()
    visitor.opt_in()
    for code in range(3):
        visitor.fill("/a/guide/inbox", code=f"00000{code}")
    for number in range(28):
        visitor.fill("/staff/sign-in", email=f"nobody-{number}@example.org", password="guess-guess-guess")
    assert count(Alert, Alert.rule == "guesses") == 1


@pytest.fixture
def honey(site):
    site.staff(Role.OFFICER)
    planted = planting.plant(CANARY, "Customers (archive)", by=None)
    site.work()
    watching.watch()
    assert count(Alert, Alert.rule == "honey") == 0
    return planted


def test_a_honey_record_nobody_touches_is_quiet_for_a_year(site, honey):
    for days in (1, 100, 200, 365):
        with clock.moved(timedelta(days=days)):
            site.work()
            assert watching.watch() == 0


@on_both
def test_looking_at_the_honey_list_is_noticed_with_who_it_was(site, honey):
    marketer = site.staff(Role.MARKETER)
    asset = one(Grant, Grant.person_id == honey).asset_id
    assert marketer.get(f"/studio/assets/{asset}/leads").status_code == 200
    assert watching.watch() == 1
    looker = one(StaffAccount, StaffAccount.role == Role.MARKETER).id
    assert one(Alert, Alert.rule == "honey").account == looker
    assert watching.watch() == 0


def test_whoever_signs_in_with_the_honey_address_has_the_list(site, honey):
    site.visitor().fill("/me/sign-in", email=CANARY)
    assert watching.watch() == 1


@on_both
def test_a_honey_record_deleted_behind_our_back_is_noticed(site, honey):
    from leadgate.foundation.db import action

    @action
    def behind_our_back():
        session().delete(session().get_one(Person, honey))

    behind_our_back()
    assert watching.watch() == 1
    assert watching.watch() == 0


@on_both
def test_taking_it_away_is_an_ordinary_erasure_and_no_alert(site, honey):
    planting.take_away(honey, by=None)
    assert watching.watch() == 0
    assert count(HoneyRecord) == count(Person) == 0


def test_a_honey_record_never_takes_the_place_of_somebody(site):
    site.publish()
    site.confirmed()
    with pytest.raises(HoneyTaken):
        planting.plant(ADA, "Old list", by=None)


@on_both
def test_the_gate_of_the_honey_list_is_shut(site, honey):
    page = site.visitor().get("/").text
    assert "archive" not in page
