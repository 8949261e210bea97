"""Consent over time: counted in the act that says it, by its reason, and kept when people go."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from leadgate.analytics.models import StepCount, StepQuarter
from leadgate.analytics.queries import Quarter
from leadgate.analytics.spans import Span, twelve_months
from leadgate.consent import queries
from leadgate.consent.actions import answering, lapsing, unsubscribing
from leadgate.consent.figures import PurposeFigures
from leadgate.consent.models import ConsentState
from leadgate.erasure.actions import erasing
from leadgate.erasure.types import Why
from leadgate.foundation import clock
from leadgate.foundation.databases import migrating
from leadgate.foundation.db import forget_what_was_read
from leadgate.foundation.keys.tokens import UNSUBSCRIBE
from leadgate.foundation.local_time import today
from leadgate.foundation.permissions import Role
from leadgate.ledger.types import ConsentEvent
from leadgate.people.models import Person
from leadgate.understanding import consents
from leadgate.understanding.models import ConsentCounted
from leadgate.understanding.types import ConsentStep
from tests.facts import count, every

pytestmark = pytest.mark.both_databases
AGO = timedelta(days=40)


@pytest.fixture
def six(site) -> list:
    """Six who agreed in a month that is over, and one who did not."""
    with clock.moved(-AGO):
        site.purpose()
        site.publish(purposes=["newsletter"])
        for number in range(6):
            site.confirmed(email=f"ada{number}@person.example", consent="newsletter")
        known = [person for (person,) in every(select(Person.id))]
        site.confirmed(email="eve@person.example")
    return known


def within(span: Span | None = None) -> consents.ConsentsWithin:
    forget_what_was_read()
    [one] = consents.of_purposes(exactly=True)
    days = span or twelve_months()
    return one.within(days.first, days.last)


def happened(told: consents.ConsentsWithin) -> dict[str, int | None]:
    return {step.value: count for step, count in told.counts.items() if count != 0}


def end_all(site, people: list) -> None:
    """One for each reason."""
    page, link, lapsed, opted_out, erased, _stays = people
    answering.withdraw_by_name(page, "newsletter", method="own-page")
    answering.withdraw_by_name(page, "newsletter", method="own-page")
    purpose = queries.purpose_named("newsletter")
    unsubscribing.unsubscribe(site.here.tokens.make(UNSUBSCRIBE, link, purpose))
    lapsing.lapse([lapsed], [ConsentState.purpose_id == purpose])
    answering.withdraw_by_name(opted_out, "newsletter", method="opt-out")
    erasing.erase(erased, why=Why.PERSON)


REASONS = {"given": 6, "declined": 1} | dict.fromkeys(["withdrawn", "unsubscribed", "lapsed", "objected", "erased"], 1)


def test_each_end_counts_once_by_its_reason_and_stays_when_people_are_erased(site, six):
    end_all(site, six)
    told = within()
    assert happened(told) == REASONS
    assert (told.held, told.ended) == (1, 5)
    [first] = [one for one in consents.of_purposes(exactly=True)[0].months(twelve_months()) if one.counts["given"]]
    assert (first.held, first.ended) == (6, 0), "at the end of the month in which they came all agreed"
    for person in six:
        erasing.erase(person, why=Why.PERSON)
    assert happened(within()) == REASONS | {"erased": 2}
    assert within().held == 0


def test_who_says_yes_twice_counts_once_and_who_comes_back_counts_again(site, six):
    [notice] = [offer.sha256 for offer in queries.all_offers("en") if offer.slug == "newsletter"]
    answering.give_by_name(six[0], "newsletter", notice, method="own-page")
    lapsing.renew(six[0], queries.purpose_named("newsletter"), method="mail-link")
    assert happened(within())["given"] == 6
    answering.withdraw_by_name(six[0], "newsletter", method="preferences")
    answering.give_by_name(six[0], "newsletter", notice, method="own-page")
    assert happened(within()) == {"given": 7, "declined": 1, "withdrawn": 1}
    assert within().held == 6


def test_the_page_is_exact_for_whoever_sees_who_came_and_in_fives_for_everybody_else(site, six):
    end_all(site, six)
    path = "/studio/figures/consent"
    staff = [site.staff(role) for role in (Role.MARKETER, Role.VIEWER)]
    marketer, viewer = (one.get(f"{path}.csv").text.splitlines() for one in staff)
    assert marketer[0].endswith("given,declined,withdrawn,unsubscribed,lapsed,objected,erased,otherwise,agree_at_end")
    assert marketer[-1].endswith(",0,0,1,1,1,1,1,0,1")
    came = f",{(today() - AGO).replace(day=1)},"
    assert [line.split(",")[3:] for lines in (marketer, viewer) for line in lines if came in line] == [
        ["6", "1", "0", "0", "0", "0", "0", "0", "6"],
        ["5", "0", "0", "0", "0", "0", "0", "0", "5"],
    ]
    page = staff[1].get(path).text
    assert page.count('role="img"') == 2
    assert "steps of five" in page
    assert "first and a last day" in staff[0].get(f"{path}?from=2026-01-09&to=2026-01-01").text
    assert f'href="{path}?purpose=' in staff[0].get("/studio/purposes/newsletter").text


@given(st.lists(st.integers(0, 9), min_size=3, max_size=60), st.data())
def test_any_two_spans_a_viewer_asks_for_differ_by_fives(here, counts, data):
    """Whoever keeps everything they ever saw subtracts nothing but whole fives, of each reason."""
    began = today() - timedelta(days=len(counts))
    days = st.integers(0, len(counts)).map(lambda at: began + timedelta(days=at))
    kept = [Quarter(began, {ConsentStep.UNSUBSCRIBED: counts})]
    one = consents.ConsentsOf(PurposeFigures(None, {}, {ConsentEvent.GIVEN: 500}), kept, None, is_exact=False)
    first, middle, last = sorted(data.draw(st.tuples(days, days, days)))
    a, b = one.within(first, middle), one.within(first, last)
    for found in (a, b):
        assert all(number % 5 == 0 for number in [*found.counts.values(), found.held])
    assert one.within(last, today()).counts[ConsentStep.UNSUBSCRIBED] <= sum(counts[(last - began).days :]) + 4


def test_what_the_ledger_tells_is_counted_once_when_counting_begins_and_the_rest_is_said_to_be_unknown(site, here, six):
    end_all(site, six)
    migrating.step_down(here, "0044")
    with here.database.reader.connect() as connection:
        assert connection.execute(select(StepCount).where(StepCount.step == "given")).all() == []
    migrating.migrate(here)
    forget_what_was_read()
    assert happened(within()) == {step: number for step, number in REASONS.items() if step != "erased"}
    [since] = every(select(ConsentCounted.since))
    assert since == (today(),)
    [one] = consents.of_purposes(exactly=True)
    before = one.within(date(2000, 1, 1), today() - timedelta(days=2))
    assert (before.counts[ConsentStep.ERASED], before.held) == (None, None)
    page = site.staff().get("/studio/figures/consent").text
    assert "not recorded before" in page
    erasing.erase(six[5], why=Why.PERSON)
    assert within().counts[ConsentStep.ERASED] == 1
    assert count(StepQuarter) == 0
