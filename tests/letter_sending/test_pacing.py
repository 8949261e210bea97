"""Letters leave at the pace that was chosen, wait where a server is busy, and begin when and where they should."""

from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo, available_timezones

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from leadgate.assets.actions.publishing import FormField
from leadgate.consent import queries as consent
from leadgate.foundation import clock
from leadgate.foundation.configuration import versions
from leadgate.foundation.configuration.choices import laid_over
from leadgate.foundation.db import session
from leadgate.foundation.ids import new_id
from leadgate.foundation.installation import installation
from leadgate.foundation.permissions import Role
from leadgate.foundation.settings import LetterRules
from leadgate.letter_sending import queries
from leadgate.letter_sending.actions import choosing_relays, claiming, starting, steering, telling_hours, throttling
from leadgate.letter_sending.actions.throttling import SendingWay
from leadgate.letter_sending.commands import letter as letter_command
from leadgate.letter_sending.errors import NoSuchRelay, NotUnderWay, SameAccount
from leadgate.letter_sending.hours import by_day
from leadgate.letter_sending.lane_models import LetterLane, Throttle
from leadgate.letter_sending.lanes import FEW, OTHERS, lanes_of
from leadgate.letter_sending.leaving import passing, sender
from leadgate.letter_sending.models import LetterCopy
from leadgate.letter_sending.types import CopyState, SendingState, SendingWish
from leadgate.letters import queries as letters
from leadgate.letters.actions import writing
from leadgate.letters.types import Heading, LetterWording
from tests import services
from tests.facts import count
from tests.leads.crowd import Somebody, crowd
from tests.letter_sending.scenes import drain, letter, listening, sent

pytestmark = pytest.mark.both_databases(
    "letter_sending.actions.throttling",
    "letter_sending.actions.choosing_relays",
    "letter_sending.actions.starting",
    "letter_sending.actions.telling_hours",
)
MANY = [Somebody(asset=0, agrees=True) for _one in range(30)]
YEAR = datetime(2026, 1, 1)  # noqa: DTZ001 - Hypothesis adds the zone itself
WAY = SendingWay("", "there.example")


@pytest.fixture
def people(site):
    return [person for person, _one in crowd(site, MANY)]


@pytest.fixture
def inbox(here, people):
    with listening(here) as found:
        yield found


@contextmanager
def ruled(here, **rules):
    """The installation with a pace, or a second yes."""
    before = here.given
    here.given = replace(before, letters=LetterRules(**rules))
    with here.opened():
        yield
    here.given = before


@pytest.fixture(autouse=True)
def nobody_waits(monkeypatch):
    """A way that is free soon is waited for by nobody: the tests move the clock."""
    monkeypatch.setattr(sender, "SOON", 0)


def test_sixty_a_minute_are_ten_in_ten_seconds_whoever_takes_them(here):
    with ruled(here, per_minute=60):
        assert [throttling.reserve(WAY, 20), throttling.reserve(WAY, 20)] == [10, 0]
        assert throttling.reserve(SendingWay("", "elsewhere.example"), 20) == 10, "others go on"
        with clock.moved(timedelta(seconds=9)):
            assert throttling.reserve(WAY, 20) == 0
        with clock.moved(timedelta(seconds=10)):
            assert throttling.reserve(WAY, 3) == 3
        with clock.moved(timedelta(seconds=14)):
            assert throttling.reserve(WAY, 20) == 10


def test_the_rate_of_a_mail_server_holds_for_all_domains_together(here):
    before = here.given
    here.given = replace(before, mail_rate=2)
    with here.opened():
        assert throttling.reserve(WAY, 20) == 20
        assert throttling.reserve(SendingWay("", "elsewhere.example"), 20) == 0
        assert throttling.reserve(SendingWay("other", "elsewhere.example"), 20) == 20, "another server has its own"
        with clock.moved(timedelta(seconds=11)):
            assert throttling.reserve(WAY, 20) == 20
    here.given = before


def test_a_sender_warms_up_twice_as_many_letters_each_day(here, inbox):
    with ruled(here, first_day=7, warms_from=clock.now().date()):
        sent(letter())
        assert len(inbox.received) == 7
        for day, all_in_all in ((1, 21), (2, 30)):
            with clock.moved(timedelta(days=day)):
                drain()
            assert len(inbox.received) == all_in_all


@pytest.mark.parametrize(("day", "allowed"), [(-1, None), (0, 50), (3, 400), (31, None)])
def test_warming_up_begins_and_ends(day, allowed):
    rules = LetterRules(first_day=50, warms_from=date(2026, 6, 10))
    assert throttling.allowed_on(rules, datetime(2026, 6, 10, 12, tzinfo=UTC) + timedelta(days=day)) == allowed


def test_a_busy_server_is_left_in_peace_longer_each_time(inbox):
    inbox.at_recipient = "421 4.7.0 too many, come back later"
    june = letter()
    sent(june)
    tried = session().scalars(select(LetterCopy.id).where(LetterCopy.tries > 0)).all()
    assert (len(tried), queries.waiting(june)) == (1, len(MANY)), "after its first word nobody else is tried"
    waits = []
    for after in (30, 70, 200, 500):
        with clock.moved(timedelta(seconds=after)):
            drain()
            waits.append(round((session().get(Throttle, "/crowd.example").free_at - clock.now()).total_seconds() / 60))
    assert waits == [0, 2, 4, 8] or waits[1:] == [2, 4, 8]
    inbox.at_recipient = ""
    with clock.moved(timedelta(minutes=20)):
        drain()
        assert len(inbox.received) == len(MANY)
        assert session().get(Throttle, "/crowd.example").troubles == 0


def test_a_greylist_lets_each_reader_wait_and_no_domain(inbox):
    inbox.at_recipient = "451 4.7.1 Greylisted, please try again"
    sent(letter())
    assert session().scalars(select(LetterCopy.tries).distinct()).all() == [1]


def test_nothing_is_copied_before_its_time_and_it_can_be_taken_back_until_then(inbox):
    june, later = letter(), clock.now() + timedelta(hours=3)
    starting.start(june, SendingWish(begins_at=later))
    drain()
    assert (count(LetterCopy), queries.run(june).state) == (0, SendingState.COPYING)
    steering.take_back(june)
    starting.start(june, SendingWish(begins_at=later))
    with clock.moved(timedelta(hours=3, seconds=1)):
        drain()
    assert len(inbox.received) == len(MANY)
    with pytest.raises(NotUnderWay):
        steering.take_back(june)


def test_who_told_a_time_zone_gets_it_by_day_there(inbox, people):
    zones = ("Asia/Tokyo", "America/Los_Angeles", "Europe/Berlin", "Pacific/Auckland")
    telling_hours.tell_zone(
        people[0], next(zone for zone in zones if by_day(clock.now(), zone) > clock.now() + timedelta(hours=1))
    )
    june = letter()
    starting.start(june, SendingWish(in_own_hours=True))
    drain()
    assert len(inbox.received) == len(MANY) - 1
    assert queries.run(june).state is SendingState.SENDING
    with clock.moved(timedelta(hours=14)):
        drain()
    assert len(inbox.received) == len(MANY)


@given(st.datetimes(YEAR, YEAR.replace(year=2027)), st.sampled_from(sorted(available_timezones())))
def test_by_day_is_the_first_moment_between_nine_and_seven_there(moment, zone):
    moment = moment.replace(tzinfo=UTC)
    found = by_day(moment, zone)
    assert 9 <= found.astimezone(ZoneInfo(zone)).hour < 19
    assert timedelta() <= found - moment <= timedelta(hours=16)
    a_minute_before = found - timedelta(minutes=1)
    if a_minute_before >= moment:
        assert not 9 <= a_minute_before.astimezone(ZoneInfo(zone)).hour < 19


def test_a_letter_to_many_waits_for_a_second_person_who_is_not_the_first(here, site, inbox):
    first, second = site.staff(Role.MARKETER), site.staff(Role.OWNER)
    with ruled(here, approved_above=29):
        june = letter()
        path = f"/studio/letters/{june}/sending"
        assert "more than 29 readers" in first.get(path).text
        first.fill(path, chosen="")
        drain()
        assert (inbox.received, queries.run(june).state) == ([], SendingState.APPROVAL)
        mine = first.get(path).text
        assert ("Somebody else" in mine, "/approve" in mine) == (True, False)
        with pytest.raises(SameAccount):
            starting.approve(june, by=queries.run(june).asked_by)
        assert "1 letter waits for your yes" in second.get("/studio/").text
        writing.say_only(june, {"en": LetterWording(subject="Changed", blocks=(Heading(text="Changed", level=1),))})
        assert "Hello." in second.get(f"{path}/as-sent").text, "what they say yes to is what leaves"
        assert "waits for your yes" not in first.get("/studio/").text
        assert second.press(path, f"{path}/approve").status_code == 303
        drain()
        assert len(inbox.received) == len(MANY)
        assert queries.run(june).approved_by is not None


def test_to_few_no_second_yes_is_asked_for(here, inbox):
    with ruled(here, approved_above=30):
        sent(letter())
    assert len(inbox.received) == len(MANY)


def test_letters_of_a_purpose_leave_by_the_server_that_was_chosen_for_it(here, inbox):
    purpose = consent.purpose_named("newsletter")
    with pytest.raises(NoSuchRelay):
        choosing_relays.choose_relay(purpose, "bulk")
    before = here.given
    with services.smtp() as (other, url):
        here.given = replace(before, relays={"bulk": url})
        with here.opened():
            choosing_relays.choose_relay(purpose, "bulk")
            sent(letter())
            assert (len(inbox.received), len(other.received)) == (0, len(MANY))
        here.given = before
    with here.opened():
        sent(letter())
    assert len(inbox.received) == len(MANY), "a server that is not set any more is not waited for"


def test_a_dry_run_says_of_how_many_something_is_missing_and_sends_nothing(site, inbox):
    site.publish(slug="other", asked=[FormField("name", "Name", "So that we can greet you.")])
    june = letter(LetterWording(subject="For {name}", blocks=(Heading(text="June", level=1),)))
    page = site.staff(Role.MARKETER).fill(f"/studio/letters/{june}/sending", chosen="", dry="y").text
    assert "Tried on 30 readers" in page
    assert ("Of 30 something is not known" in page, inbox.received) == (True, [])


def test_a_letter_is_sent_and_stopped_by_command(here, inbox):
    june = letter()
    slug = letters.letter(june).slug
    told = CliRunner().invoke(letter_command, ["send", slug, "--dry-run"]).output
    assert told.startswith("30 of ")
    assert count(LetterCopy) == 0
    assert "on its way" in CliRunner().invoke(letter_command, ["send", slug]).output
    assert "0 copies had left" in CliRunner().invoke(letter_command, ["stop", slug]).output
    drain()
    assert inbox.received == []


@given(st.lists(st.sampled_from(["big.example", "small.example", "tiny.example"]), max_size=30))
def test_a_domain_few_are_at_is_named_nowhere(domains):
    addresses = {new_id(): f"somebody@{domain}" for domain in domains}
    found = lanes_of(addresses, known={"tiny.example"})
    for reader, lane in found.items():
        domain = addresses[reader].partition("@")[2]
        own = domains.count(domain) >= FEW or domain == "tiny.example"
        assert lane == (domain if own else OTHERS)


def test_lanes_that_are_empty_are_looked_at_no_more(inbox):
    june = letter()
    sent(june)
    assert claiming.claim(new_id()) is None
    assert count(LetterLane) == 0
    assert queries.counted(june) == {CopyState.SENT: len(MANY)}
    assert not passing.pass_on(new_id(), passing.Wires())


def in_force() -> LetterRules:
    return laid_over(installation().given, versions.newest(1)[0].texts, 1).letters


def test_an_owner_says_the_pace_in_the_studio(site):
    owner, page = site.staff(Role.OWNER), "/admin/settings/letters"
    assert owner.fill(page, approved_above="500", per_minute="60", first_day="", warms_from="").status_code == 303
    assert in_force() == LetterRules(approved_above=500, per_minute=60)
    refused = owner.fill(page, approved_above="many")
    assert (refused.status_code, "whole number" in refused.text) == (422, True)
    owner.fill(page, approved_above="", per_minute="", first_day="50", warms_from="2026-12-01")
    assert in_force() == LetterRules(first_day=50, warms_from=date(2026, 12, 1))
