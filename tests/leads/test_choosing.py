"""Leads are chosen by all that is known of them: what a choice finds is what a count by hand finds."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from leadgate.analytics.actions import naming
from leadgate.assets.models import Asset
from leadgate.foundation import clock
from leadgate.foundation.db import session
from leadgate.leads import choosing, finding, queries
from leadgate.leads.actions.indexing import index_new
from leadgate.leads.finding import Anchor, LeadFinding
from leadgate.leads.models import LeadTag
from leadgate.leads.types import LeadOrder, LeadStatus
from leadgate.people.actions import restricting
from leadgate.people.queries import index_with
from tests.cast import ADA
from tests.leads.crowd import Somebody, add, crowd

pytestmark = pytest.mark.both_databases("leads.actions.indexing", "leads.actions.keeping", "leads.models")

MANY = [
    Somebody(
        asset=number % 3 if number % 3 < 2 else None,
        agrees=(None, True, False, True)[number % 4],
        status=(LeadStatus.NEW, LeadStatus.LOST, LeadStatus.QUALIFIED)[number % 5 % 3],
        tag=("", "warm", "", "cold")[number // 2 % 4],
        source=("", "letter", "fair")[number % 7 % 3],
        days_ago=number,
        silent_days=(number * 7) % 11,
    )
    for number in range(36)
]
CONSENTS = {"yes": True, "no": False, "never": None}


@pytest.fixture
def people(site):
    naming.add("letter")
    naming.add("fair")
    found = crowd(site, MANY)
    index_new()
    return found


def fits(one: Somebody, wanted: dict[str, object]) -> bool:
    return all(
        {
            "asset": one.asset == value,
            "consent.newsletter": one.agrees is CONSENTS.get(value),
            "status": one.status == value,
            "tag": one.tag == value,
            "source": one.source == value and one.asset is not None,
            "since": isinstance(value, int) and one.days_ago <= value,
            "active_until": isinstance(value, int) and min(one.days_ago, one.silent_days) >= value,
        }[name]
        for name, value in wanted.items()
    )


def as_asked(wanted: dict[str, object]) -> dict[str, str]:
    assets = dict(enumerate(session().scalars(select(Asset.id).order_by(Asset.title))))
    tags = dict(iter(session().execute(select(LeadTag.name, LeadTag.id))))
    today = clock.now().date()
    known = {"asset": assets, "tag": tags}
    return {
        name: str(
            today - timedelta(days=value)
            if name in ("since", "active_until")
            else known.get(name, {}).get(value, value)
        )
        for name, value in wanted.items()
    }


WANTED = st.fixed_dictionaries(
    {},
    optional={
        "asset": st.sampled_from([0, 1]),
        "consent.newsletter": st.sampled_from(["yes", "no", "never"]),
        "status": st.sampled_from(list(LeadStatus)),
        "tag": st.sampled_from(["warm", "cold"]),
        "source": st.sampled_from(["letter", "fair"]),
        "since": st.integers(0, 40),
        "active_until": st.integers(0, 12),
    },
)


def found_by(asked: dict[str, str]) -> LeadFinding:
    return LeadFinding(choosing.choice_in(asked, choosing.facets("en")))


def all_pages(found: LeadFinding, order: LeadOrder) -> list:
    lines, later = found.page(order)
    while later:
        more, later = found.page(order, later)
        lines += more
    return lines


@pytest.mark.parametrize(("counted", "few"), [(3, 3), (3, 100), (100, 0), (100, 100)])
def test_a_choice_finds_whom_a_count_by_hand_finds_however_few_are_counted(people, monkeypatch, counted, few):
    monkeypatch.setattr(finding, "COUNTED", counted)
    monkeypatch.setattr(finding, "FEW", few)  # few fit, or many fit each part: two ways to look for them
    monkeypatch.setattr(finding, "A_PAGE", 7)
    offers = finding.purposes("en")

    @given(WANTED, st.sampled_from(LeadOrder))
    def agrees(wanted, order):
        by_hand = {person for person, one in people if fits(one, wanted)}
        found = found_by(as_asked(wanted))
        assert [line.person_id for line in all_pages(found, order)] == sorted(
            by_hand, key=lambda each: _rank(people, each, order)
        )
        assert (found.total.count, found.total.is_more) == (min(len(by_hand), counted), len(by_hand) > counted)
        agreeing = sum(one.agrees is True for person, one in people if person in by_hand)
        [reached] = found.reachable(offers).values()
        assert (reached.count, reached.is_more) == (min(agreeing, counted), agreeing > counted)

    agrees()


def _rank(people, person, order):
    one = dict(people)[person]
    days = min(one.days_ago, one.silent_days) if order is LeadOrder.ACTIVE else one.days_ago
    return days, -person.int


def test_a_page_begins_where_the_one_before_ended_also_when_somebody_new_came_in_between(people, monkeypatch):
    monkeypatch.setattr(finding, "A_PAGE", 10)
    found = found_by({})
    first, later = found.page(LeadOrder.NEWEST)
    assets = session().scalars(select(Asset.id).order_by(Asset.title)).all()
    add(900, Somebody(), assets, clock.now() + timedelta(seconds=5))
    second, _later = found_by({}).page(LeadOrder.NEWEST, Anchor.read(str(later)))
    assert [one.person_id for one in first + second] == [person for person, _one in people[:20]]


def test_who_is_restricted_paused_or_asked_to_be_left_alone_is_not_counted_as_reachable(site, people):
    from leadgate.consent.actions import pacing
    from leadgate.people.types import SuppressionReason
    from leadgate.people.verification.actions.suppressing import suppress

    offers = finding.purposes("en")
    agreeing = [person for person, one in people if one.agrees]
    [before] = found_by({}).reachable(offers).values()
    assert before.count == len(agreeing)
    restricting.restrict(agreeing[0], why="asked")
    pacing.set_pace(agreeing[1], "newsletter", every_days=0, paused_days=30)
    suppress(index_with(agreeing[2]), SuppressionReason.NOT_ME)
    [after] = found_by({}).reachable(offers).values()
    assert after.count == len(agreeing) - 3
    assert found_by({}).total.count == len(people) - 1


@pytest.mark.environment(LEADGATE_TIME_ZONE="Asia/Taipei")
def test_the_days_one_chooses_are_those_of_the_site(site):
    with clock.moved(datetime(2026, 11, 27, 17, tzinfo=UTC) - clock.now()):
        site.publish()
        site.confirmed()
    marketer = site.staff()
    bounds = ("?since=2026-11-28&until=2026-11-28", "?until=2026-11-27", "?since=0001-01-01&until=9999-12-31")
    assert [ADA in marketer.get(f"/studio/leads/{one}").text for one in bounds] == [True, False, True]


def test_an_address_that_asks_for_nonsense_shows_everybody(site, people):
    marketer = site.staff()
    for asked in ("?asset=nonsense", "?since=yesterday", "?after=nothing", "?sort=up&tag=", "?after=2026-01-01_x"):
        assert "36 leads" in marketer.get(f"/studio/leads/{asked}").text


def test_a_choice_that_matches_everybody_says_so(site, people):
    marketer = site.staff()
    said = "This choice matches everybody there is."
    assert said in marketer.get("/studio/leads/?since=2000-01-01").text
    assert said not in marketer.get("/studio/leads/?consent.newsletter=yes").text
    assert said not in marketer.get("/studio/leads/").text


def test_a_choice_is_saved_under_a_name_and_found_again(site, people):
    marketer = site.staff()
    path = "/studio/leads/?consent.newsletter=yes&status=lost"
    saved = marketer.fill(path, name="Lost, and still reading")
    listed = marketer.get(saved.location).text
    assert "Lost, and still reading" in listed
    assert "marketer@bakery.example" in listed
    [leads_to] = re.findall(r'href="(/studio/leads/\?[^"]+)"', listed)
    again = marketer.get(leads_to.replace("&amp;", "&")).text
    shown = sum(one.agrees is True and one.status == LeadStatus.LOST for _person, one in people)
    assert f"{shown} leads" in again
    twice = marketer.fill("/studio/leads/?status=lost", name="Lost, and still reading")
    assert twice.status_code == 422
    assert "There is a segment of this name already" in twice.text
    [segment] = queries.segments()
    marketer.press(saved.location, f"/studio/leads/segments/{segment.id}/drop")
    assert "Lost, and still reading" not in marketer.get(saved.location).text


def test_a_segment_of_everybody_is_called_that(site, people):
    marketer = site.staff()
    assert "this segment is everybody" in marketer.get("/studio/leads/").text
    saved = marketer.fill("/studio/leads/", name="All of them")
    assert ">everybody</span>" in marketer.get(saved.location).text


def test_a_page_takes_as_many_statements_however_many_leads_there_are(site, people):
    from tests.facts import statements

    marketer = site.staff()
    asked = "/studio/leads/?consent.newsletter=yes&sort=active"
    marketer.get(asked)
    with statements(site.here) as few:
        marketer.get(asked)
    assets = session().scalars(select(Asset.id).order_by(Asset.title)).all()
    for number, one in enumerate(MANY, 1_000):
        add(number, one, assets, clock.now())
    with statements(site.here) as many:
        marketer.get(asked)
    assert len(many) == len(few)


def test_how_people_came_is_known_a_moment_later_and_goes_with_them(site, people):
    from leadgate.leads.models import LeadOrigin
    from tests.facts import count

    with_asset = sum(one.asset is not None for _person, one in people)
    assert count(LeadOrigin) == with_asset
    index_new()
    assert count(LeadOrigin) == with_asset
