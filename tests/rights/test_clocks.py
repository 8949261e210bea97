"""The clocks of the law, date by date; worked out by hand from calendars and the text of each rule."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadgate.rights.clocks import Duty, Pause, Regime, Right, business_days_after, deadlines, months_after

GDPR, CCPA = [Regime.GDPR], [Regime.CCPA]


def day(text: str) -> date:
    return date.fromisoformat(text)


def due(duty: Duty, right: Right, received: str, regimes, country="DE", **options) -> date:
    found = deadlines(right, day(received), regimes=regimes, country=country, **options)
    return next(one.due for one in found if one.duty is duty)


@pytest.mark.parametrize(("received", "answered", "why"), [
    ("2026-09-03", "2026-10-05", "3 October is a Saturday (and a holiday): Monday"),
    ("2026-08-31", "2026-09-30", "September has no 31st: its last day"),
    ("2026-01-30", "2026-03-02", "28 February is a Saturday: Monday"),
    ("2026-01-31", "2026-03-02", "28 February is a Saturday: Monday"),
    ("2026-01-28", "2026-03-02", "28 February is a Saturday: Monday"),
    ("2026-01-27", "2026-02-27", "a Friday"),
    ("2028-01-31", "2028-02-29", "leap day, a Tuesday"),
    ("2028-01-29", "2028-02-29", "leap day, a Tuesday"),
    ("2028-02-29", "2028-03-29", "from a leap day"),
    ("2027-01-29", "2027-03-01", "28 February is a Sunday: Monday"),
    ("2026-11-24", "2026-12-24", "Christmas Eve is a working day in Germany"),
    ("2026-11-25", "2026-12-28", "Christmas, then a weekend: Monday"),
    ("2026-12-01", "2027-01-04", "New Year, then a weekend: Monday"),
    ("2026-12-31", "2027-02-01", "31 January is a Sunday: Monday"),
    ("2026-03-03", "2026-04-07", "Good Friday, Easter Monday: Tuesday"),
    ("2026-04-01", "2026-05-04", "Labour Day, then a weekend: Monday"),
    ("2026-05-31", "2026-06-30", "June has no 31st"),
    ("2026-02-28", "2026-03-30", "28 March is a Saturday: Monday"),
    ("2024-02-29", "2024-04-02", "29 March 2024 is Good Friday, then Easter Monday: Tuesday"),
])  # fmt: skip
def test_a_month_under_the_gdpr(received, answered, why):
    assert due(Duty.ANSWER, Right.ACCESS, received, GDPR) == day(answered), why


@pytest.mark.parametrize(("country", "received", "answered", "why"), [
    ("GB", "2026-11-25", "2026-12-29", "Boxing Day on a Saturday is kept on Monday"),
    ("GB", "2026-04-01", "2026-05-01", "no Labour Day on 1 May"),
    ("FR", "2026-06-14", "2026-07-15", "Bastille Day"),
    ("TW", "2026-09-10", "2026-10-12", "10 October is a Saturday, kept on Friday the 9th: Monday"),
    ("US-CA", "2026-10-26", "2026-11-30", "Thanksgiving, the day after it, then a weekend"),
])  # fmt: skip
def test_the_holidays_are_the_controllers(country, received, answered, why):
    assert due(Duty.ANSWER, Right.ACCESS, received, GDPR, country) == day(answered), why


@pytest.mark.parametrize(("received", "answered"), [
    ("2026-01-31", "2026-04-30"), ("2026-08-31", "2026-11-30"), ("2025-11-30", "2026-03-02"),
    ("2028-11-30", "2029-02-28"), ("2027-11-30", "2028-02-29"), ("2026-09-25", "2026-12-28"),
    ("2026-10-01", "2027-01-04"), ("2026-06-03", "2026-09-03"),
])  # fmt: skip
def test_three_months_when_it_was_extended(received, answered):
    assert due(Duty.ANSWER, Right.ERASURE, received, GDPR, extended=True) == day(answered)


@pytest.mark.parametrize(("pauses", "answered", "why"), [
    ([("2026-06-10", "2026-06-20")], "2026-07-13", "ten days more"),
    ([("2026-06-10", "2026-06-12"), ("2026-06-20", "2026-06-25")], "2026-07-10", "seven days more"),
    ([("2026-06-10", "2026-06-10")], "2026-07-03", "answered on the same day: nothing"),
    ([("2026-06-10", None)], "2026-07-27", "still waiting on 4 July: 24 days so far"),
])  # fmt: skip
def test_a_pause_moves_the_gdprs_date(pauses, answered, why):
    stood = [Pause(day(since), day(until) if until else None) for since, until in pauses]
    found = due(Duty.ANSWER, Right.ACCESS, "2026-06-03", GDPR, pauses=stood, today=day("2026-07-04"))
    assert found == day(answered), why


def test_a_pause_does_not_move_californias_date():
    stood = [Pause(day("2026-06-10"), day("2026-06-30"))]
    assert due(Duty.ANSWER, Right.ACCESS, "2026-06-03", CCPA, pauses=stood) == day("2026-07-18")


@pytest.mark.parametrize(("received", "told", "why"), [
    ("2026-06-03", "2026-06-17", "two plain weeks"),
    ("2026-06-26", "2026-07-13", "3 July is kept for the 4th, a Saturday"),
    ("2026-08-31", "2026-09-15", "Labor Day on the 7th"),
    ("2026-11-20", "2026-12-08", "Thanksgiving and the day after"),
    ("2026-11-25", "2026-12-11", "Thanksgiving and the day after"),
    ("2026-12-18", "2027-01-05", "Christmas, New Year"),
    ("2026-01-09", "2026-01-26", "Martin Luther King's day"),
])  # fmt: skip
def test_ten_business_days_to_say_that_it_was_received(received, told, why):
    assert due(Duty.ACKNOWLEDGE, Right.ACCESS, received, CCPA) == day(told), why


@pytest.mark.parametrize(("received", "answered", "extended"), [
    ("2026-01-31", "2026-03-17", "2026-05-01"), ("2028-01-31", "2028-03-16", "2028-04-30"),
    ("2026-06-03", "2026-07-18", "2026-09-01"), ("2026-11-24", "2027-01-08", "2027-02-22"),
    ("2024-02-29", "2024-04-14", "2024-05-29"), ("2026-12-31", "2027-02-14", "2027-03-31"),
])  # fmt: skip
def test_forty_five_calendar_days_and_ninety(received, answered, extended):
    assert due(Duty.ANSWER, Right.CORRECTION, received, CCPA) == day(answered)
    assert due(Duty.ANSWER, Right.CORRECTION, received, CCPA, extended=True) == day(extended)


@pytest.mark.parametrize(("received", "answered"), [
    ("2026-06-03", "2026-06-25"),  # Juneteenth on the 19th
    ("2026-11-20", "2026-12-15"), ("2026-12-18", "2027-01-12"), ("2026-08-31", "2026-09-22"),
])  # fmt: skip
@pytest.mark.parametrize("right", [Right.OPT_OUT, Right.LIMIT, Right.OBJECTION])
def test_fifteen_business_days_at_most_to_stop_selling(right, received, answered):
    assert due(Duty.ANSWER, right, received, CCPA) == day(answered)


@pytest.mark.parametrize("right", [Right.OPT_OUT, Right.LIMIT])
def test_stopping_is_due_at_once_under_the_gdpr(right):
    assert due(Duty.ANSWER, right, "2026-06-06", GDPR) == day("2026-06-06")


def test_both_laws_run_on_one_request_each_date_with_its_rule():
    found = deadlines(Right.ACCESS, day("2026-06-03"), regimes=[*GDPR, *CCPA], country="DE")
    assert [(one.regime, one.duty, one.due.isoformat()) for one in found] == [
        (Regime.CCPA, Duty.ACKNOWLEDGE, "2026-06-17"),
        (Regime.GDPR, Duty.ANSWER, "2026-07-03"),
        (Regime.GDPR, Duty.EXTEND, "2026-07-03"),
        (Regime.CCPA, Duty.ANSWER, "2026-07-18"),
        (Regime.CCPA, Duty.EXTEND, "2026-07-18"),
    ]
    assert all(one.rule.startswith(("GDPR art.", "11 CCR")) for one in found)


DAYS = st.dates(date(2020, 1, 1), date(2035, 12, 31))


@given(DAYS, st.integers(0, 36))
def test_months_keep_the_day_or_take_the_last_one(start, months):
    found = months_after(start, months)
    assert (found.year * 12 + found.month) - (start.year * 12 + start.month) == months
    assert found.day == start.day or (found.day < start.day and (found + timedelta(days=1)).day == 1)


@given(DAYS, st.integers(1, 30))
def test_business_days_end_on_one_and_there_are_that_many(start, count):
    end = business_days_after(start, count, "US-CA")
    assert end.weekday() < 5
    assert business_days_after(start, count - 1, "US-CA") < end
    assert (end - start).days >= count


@given(DAYS, st.booleans())
def test_no_date_is_ever_before_the_day_of_receipt_or_beyond_what_the_law_allows(received, extended):
    for one in deadlines(Right.ACCESS, received, regimes=[*GDPR, *CCPA], country="DE", extended=extended):
        assert received <= one.due <= received + timedelta(days=100)
