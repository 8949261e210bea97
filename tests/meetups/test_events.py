"""Events: announced by moderators, followed by a private address that ends with the membership."""

from datetime import timedelta

import pytest
from icalendar import Calendar

from leadgate.foundation import clock
from leadgate.groups.types import Admission
from leadgate.meetups.actions import meeting
from leadgate.meetups.models import Event
from tests.facts import count, one
from tests.groups.scenes import bakers, send


@pytest.fixture
def group(site, mina):
    return bakers(site, admission=Admission.OPEN, questions=False)


@pytest.fixture
def ada(group):
    return group.ask()


def local(moment):
    return moment.strftime("%Y-%m-%dT%H:%M")


def announce(moderator, hours=48, length=2, **more):
    begins = clock.now() + timedelta(hours=hours)
    times = {"begins_at": local(begins), "ends_at": local(begins + timedelta(hours=length))}
    return moderator.fill("/moderate/bakers/events", **{"title": "We bake", "place": "The mill", **times, **more})


def calendar_of(visitor) -> str:
    """The path of a member's calendar, made if there is none."""
    if ".ics" not in visitor.get("/g/bakers/events").text:
        assert visitor.fill("/g/bakers/events").status_code == 303
    page = visitor.get("/g/bakers/events").text
    return "/g/calendar/" + page.partition("/g/calendar/")[2].partition(".ics")[0] + ".ics"


def test_members_see_what_is_to_come_and_not_what_is_over(site, ada, mina):
    assert announce(mina).status_code == 303
    assert "We bake" in ada.get("/g/bakers/events").text
    with clock.moved(timedelta(hours=72)):
        assert "We bake" not in site.signed_in().get("/g/bakers/events").text


@pytest.mark.parametrize("fields", [{"length": -1}, {"title": ""}, {"begins_at": "soon"}])
def test_an_event_that_cannot_be_is_refused_and_nothing_typed_is_lost(mina, group, fields):
    refused = announce(mina, **fields)
    assert refused.status_code == 422
    assert "The mill" in refused.text
    assert count(Event) == 0


def test_a_calendar_program_reads_the_events_with_the_private_address_and_nobody_else(site, ada, mina):
    announce(mina, about="Bring flour;\nand, yeast.")
    path = calendar_of(ada)
    answer = site.visitor().get(path)
    assert answer.content_type == "text/calendar; charset=utf-8"
    [event] = Calendar.from_ical(answer.get_data()).walk("VEVENT")
    assert (event["summary"], event["location"]) == ("We bake", "The mill")
    assert str(event["description"]) == "Bring flour;\nand, yeast."
    assert event["dtstart"].dt == one(Event).begins_at
    assert site.visitor().get(path.replace("/g/calendar/", "/g/calendar/x")).status_code == 404


def test_a_change_and_a_calling_off_reach_the_calendar_as_the_standard_wants_it(site, ada, mina):
    announce(mina)
    path = calendar_of(ada)
    mina.fill(f"/moderate/bakers/events/{one(Event).id}", title="We bake bread")
    send(mina, f"events/{one(Event).id}/cancellation")
    [event] = Calendar.from_ical(site.visitor().get(path).get_data()).walk("VEVENT")
    assert (event["summary"], event["status"], event["sequence"]) == ("We bake bread", "CANCELLED", 3)
    assert "called off" in ada.get("/g/bakers/events").text


def test_the_address_ends_with_the_membership_and_with_a_new_address(site, group, ada, mina):
    announce(mina)
    first = calendar_of(ada)
    assert ada.fill("/g/bakers/events").status_code == 303
    second = calendar_of(ada)
    assert first != second
    assert site.visitor().get(first).status_code == 404
    assert site.visitor().get(second).status_code == 200
    ada.fill("/g/bakers/leave")
    assert site.visitor().get(second).status_code == 404


def test_nobody_moderates_the_events_of_another_group(site, group, mina):
    other = bakers(site, "brewers")
    when = clock.now() + timedelta(days=1)
    number = meeting.announce(other.id, meeting.Meeting("We brew", when, when + timedelta(hours=1)), by=other.id)
    assert mina.get(f"/moderate/bakers/events/{number}").status_code == 404
    assert send(mina, f"events/{number}/cancellation").status_code == 404


def test_no_outsider_sees_an_event(site, group, ada, mina):
    announce(mina)
    assert site.visitor().get("/g/bakers/events").status_code == 404
