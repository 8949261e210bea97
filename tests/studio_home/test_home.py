"""The pages all staff have: the first one with its steps, and the mail that was kept instead of sent."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from leadgate.consent.actions.purposes import retire_purpose
from leadgate.foundation import clock
from leadgate.foundation.audit import AuditEntry
from leadgate.foundation.background.outbox import REFUSED, OutboxItem
from leadgate.foundation.db import action, session
from leadgate.foundation.permissions import Role
from leadgate.incidents.actions import alerting
from leadgate.rights.actions import receiving
from leadgate.rights.clocks import Right
from leadgate.rights.typed import TypedPrivacyRequest
from tests.cast import ADA, NOOR
from tests.facts import count, statements
from tests.groups.scenes import bakers

LEAD, REQUEST, ALERT, JOIN = "1 new lead, of", "1 privacy request is open", "1 alert nobody", "1 request to join waits"
LETTER, VISIT = "1 letter was refused for good", "visit to your landing pages"
READS = {
    Role.OWNER: [JOIN, ALERT, REQUEST, LETTER, LEAD],
    Role.OFFICER: [ALERT, REQUEST, LETTER, LEAD],
    Role.MARKETER: [LETTER, LEAD],
    Role.VIEWER: [VISIT],
    Role.MODERATOR: [JOIN],
}
"""What the first page tells each role, what only few may do first."""


@pytest.fixture
def lively(site):
    """An installation in which a little happened, and something waits for every kind of staff."""
    site.publish()
    site.confirmed()
    site.here.counters.flush()
    receiving.receive(TypedPrivacyRequest(Right.ACCESS, NOOR), language="en", network="here")
    site.work()
    alerting.alert("guesses", "now", count=31, since=clock.now())
    _refuse_one_letter()
    return site


@action
def _refuse_one_letter() -> None:
    item = session().scalars(select(OutboxItem).where(OutboxItem.kind == "mail").limit(1)).one()
    item.done_at, item.due_at, item.dead_at, item.trouble = None, None, clock.now(), f"{REFUSED} 550"


def told(page: str) -> list[str]:
    return sorted((one for one in (LEAD, VISIT, REQUEST, ALERT, JOIN, LETTER) if one in page), key=page.index)


@pytest.mark.parametrize("role", Role)
def test_the_first_page_tells_each_role_what_it_may_open_and_what_is_theirs_first(lively, role):
    person = lively.staff(role)
    bakers(lively, owner=f"{role}@bakery.example").ask(NOOR, "Noor")
    assert told(person.get("/studio/").text) == READS[role]


def test_a_moderator_is_told_of_their_own_groups_only(lively):
    mina, other = lively.staff(Role.MODERATOR, "mina@bakery.example"), lively.staff(Role.MODERATOR)
    bakers(lively, owner="mina@bakery.example").ask(NOOR, "Noor")
    assert told(mina.get("/studio/").text) == [JOIN]
    assert told(other.get("/studio/").text) == []


def test_everybody_who_signs_in_comes_to_the_same_first_page(site):
    for role in Role:
        assert site.staff(role).get("/studio/").status_code == 200
        answer = site.visitor().fill("/staff/sign-in", email=f"{role}@bakery.example", password="quiet river stones 42")
        assert answer.location.endswith("/studio/")


def test_what_happened_before_yesterday_is_no_news(lively, monkeypatch):
    later = clock.now() + timedelta(days=3)
    monkeypatch.setattr(clock, "now", lambda: later)
    assert LEAD not in lively.staff().get("/studio/").text


def test_the_first_page_costs_the_same_however_much_there_is(lively):
    owner = lively.staff(Role.OWNER)
    group = bakers(lively, owner="owner@bakery.example")
    owner.get("/studio/")
    with statements(lively.here) as before:
        owner.get("/studio/")
    for number in range(3):
        lively.publish(f"more-{number}")
        lively.confirmed(f"more-{number}", f"p{number}@person.example")
        group.ask(f"a{number}@person.example", f"Abe {number}")
        receiving.receive(
            TypedPrivacyRequest(Right.ACCESS, f"r{number}@person.example"), language="en", network=str(number)
        )
    lively.here.counters.flush()
    lively.work()
    with statements(lively.here) as after:
        assert "4 new leads" in owner.get("/studio/").text
    assert len(after) == len(before)


def missing(page: str) -> int:
    return page.count(">not yet<")


def test_first_steps_are_ticked_off_by_what_is_there(site):
    owner = site.staff(Role.OWNER)
    page = owner.get("/studio/").text
    assert missing(page) == 11
    assert '<a href="/studio/purposes/new">Say what you want to write to people about</a>' in page
    site.purpose()
    site.publish()
    site.confirmed()
    after = owner.get("/studio/").text
    assert missing(page) - missing(after) == 3
    retire_purpose("newsletter")
    assert missing(owner.get("/studio/").text) - missing(after) == 1


def test_a_purpose_a_room_made_by_itself_is_not_the_first_one(site):
    owner = site.staff(Role.OWNER)
    before = missing(owner.get("/studio/").text)
    site.purpose("being-compared")
    assert missing(owner.get("/studio/").text) == before


def test_steps_that_are_put_away_come_back_with_the_next_sign_in(site):
    owner = site.staff(Role.OWNER)
    owner.press("/studio/", "/studio/first-steps")
    assert "First steps" not in owner.get("/studio/").text
    again = site.visitor()
    again.fill("/staff/sign-in", email="owner@bakery.example", password="quiet river stones 42")
    assert "First steps" in again.get("/studio/").text


def test_a_marketer_is_asked_for_what_they_can_do_and_not_for_what_is_done_on_the_machine(site):
    page = site.staff().get("/studio/").text
    assert "Put your first file behind a gate" in page
    assert "HTTPS" not in page
    assert "First steps" not in site.staff(Role.VIEWER).get("/studio/").text


def test_kept_mail_is_readable_in_the_studio_and_the_look_is_on_the_record(site):
    site.publish()
    site.visitor().opt_in()
    site.work()
    assert ADA in site.staff().get("/studio/mail").text
    assert count(AuditEntry, AuditEntry.act == "mail:look") == 1


def test_whoever_reads_kept_mail_cannot_become_the_person_it_was_for_unless_they_are_the_owner(site):
    site.publish()
    site.visitor().opt_in()
    site.visitor().fill("/me/sign-in", email=ADA)
    secrets = [site.mail().code, *(site.mail().link("confirm").rpartition("/")[2],)]
    marketer = site.staff().get("/studio/mail").text
    assert "/confirm/…" in marketer
    assert not [secret for secret in secrets if secret in marketer]
    owner = site.staff(Role.OWNER).get("/studio/mail").text
    assert all(secret in owner for secret in secrets)
