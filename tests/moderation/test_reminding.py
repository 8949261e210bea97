"""Moderators hear once a day how much waits for them, and can look at some of those who wait."""

from datetime import datetime, timedelta

import pytest

from leadgate.foundation import clock
from leadgate.groups.actions import making
from leadgate.joining.models import MembershipRequest
from leadgate.moderation.actions import reminding
from tests.cast import CANARY, NOOR
from tests.facts import one
from tests.groups.scenes import MINA, OLE, bakers, token_of
from tests.visitor import PASSWORD

DAY = timedelta(days=1)


def morning(days: int = 1, hour: int = 8) -> timedelta:
    """So much later that it is that hour (UTC)."""
    now = clock.now()
    return datetime(now.year, now.month, now.day, hour, tzinfo=now.tzinfo) + days * DAY - now


def written(site, to=MINA) -> list[str]:
    return [mail.text for mail in site.mails(to) if "waits for you" in mail.text]


def remind(site, later: timedelta) -> None:
    with clock.moved(later):
        reminding.remind_moderators()
        site.work()


def test_who_moderates_hears_in_the_morning_how_much_waits_and_nothing_of_what_it_is(site, group, mina, ole):
    group.ask(name=CANARY, answer=CANARY)
    group.ask(NOOR, "Noor")
    remind(site, morning())
    (text,) = written(site)
    assert "Bakers who price: 2 requests to join" in text
    assert CANARY not in text
    assert "/moderate/" in text
    assert len(written(site, OLE)) == 1


def test_the_same_day_writes_once_and_the_next_day_again_while_something_waits(site, group, mina):
    group.ask()
    for hour in (8, 9, 20):
        remind(site, morning(hour=hour))
    assert len(written(site)) == 1
    remind(site, morning(2))
    assert len(written(site)) == 2
    group.decide(mina, "approve")
    remind(site, morning(3))
    assert len(written(site)) == 2


def test_nobody_is_written_to_at_night_or_when_nothing_waits(site, group, mina):
    remind(site, morning())
    group.ask()
    remind(site, morning(hour=5))
    assert written(site) == []


def test_a_moderator_hears_of_their_own_groups_only(site, group, mina):
    site.staff("moderator", "ben@bakery.example")
    bakers(site, "brewers", owner="ben@bakery.example")
    group.ask()
    remind(site, morning())
    assert written(site, "ben@bakery.example") == []


@pytest.fixture
def two(site, group, mina):
    """Ada has waited for three days, Noor for an hour."""
    with clock.moved(-3 * DAY):
        group.ask()
    group.ask(NOOR, "Noor")
    return group


@pytest.mark.parametrize(
    ("only", "ada", "noor"), [("", True, True), ("overdue", True, False), ("invited", False, False), ("x", True, True)]
)
def test_the_queue_shows_those_who_were_asked_for(two, mina, only, ada, noor):
    page = mina.get(f"/moderate/bakers?only={only}").text
    assert (">Ada<" in page, ">Noor<" in page) == (ada, noor)


def test_who_has_not_agreed_to_the_newest_rules_can_be_looked_at_alone(two, mina):
    assert ">Ada<" not in mina.get("/moderate/bakers?only=behind").text
    making.publish_rules(two.id, "Be kinder.")
    assert ">Ada<" in mina.get("/moderate/bakers?only=behind").text


def test_whom_another_moderator_looks_at_can_be_left_out(two, mina, ole):
    first = one(MembershipRequest, MembershipRequest.waiting_since < clock.now() - DAY)
    claimed = ole.post(f"/moderate/bakers/requests/{first.id}/claim", data={"csrf_token": token_of(ole)})
    assert claimed.status_code == 200
    assert ">Ada<" not in mina.get("/moderate/bakers?only=free").text
    assert ">Ada<" in ole.get("/moderate/bakers?only=free").text


def test_after_a_decision_the_same_ones_are_shown(two, mina):
    first = one(MembershipRequest, MembershipRequest.waiting_since < clock.now() - DAY)
    sent = mina.press(
        "/moderate/bakers?only=overdue",
        "/moderate/bakers/decisions?state=pending&only=overdue",
        act="approve",
        request=f"{first.id}:{first.version}",
    )
    assert sent.status_code == 303
    assert sent.location.endswith("?state=pending&only=overdue")


def test_a_moderator_reads_it_in_the_language_they_signed_in_with(site, group, mina):
    group.ask()
    site.visitor(Accept_Language="zh-TW").fill("/staff/sign-in", email=MINA, password=PASSWORD)
    remind(site, morning())
    assert any("有人在等您" in mail.subject for mail in site.mails(MINA))
