"""The clocks of the law: which date each rule sets, where it comes from, and what moves it.

Several run on one request at once, because nobody who asks is made to prove first where they live. Dates are whole
days: the day of receipt starts the clock, and a date is kept until the end of that day.
"""

from calendar import monthrange
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from leadgate.foundation.words import Text, Words
from leadgate.foundation.words import text as _

if TYPE_CHECKING:
    from holidays import HolidayBase


class Regime(StrEnum):
    """A law that sets deadlines."""

    GDPR = "gdpr"
    CCPA = "ccpa"


class Right(Words):
    """What a person can ask for: as our staff read it, as they ask, and what they are told once it is done.

    Where nobody has the address there is nothing to do now; what is told then is `done_for_nobody`. Who asked for a
    child or for somebody else is told the same of the person concerned.
    """

    asked: Text
    done: Text
    done_for_nobody: Text
    done_for_other: Text
    nobody_for_other: Text

    ACCESS = (
        "access",
        _("See what we have"),
        _("See what you have about me"),
        _("Everything we have about you is ready. If there is nothing, we have nothing."),
        _("Everything we have about you is ready. If there is nothing, we have nothing."),
        _("Everything we have about the person concerned is ready. If there is nothing, we have nothing."),
        _("Everything we have about the person concerned is ready. If there is nothing, we have nothing."),
    )
    PORTABILITY = (
        "portability",
        _("Take the data along"),
        _("Take my data with me, as a file"),
        _("Everything we have about you is ready, as a file. If there is nothing, we have nothing."),
        _("Everything we have about you is ready, as a file. If there is nothing, we have nothing."),
        _("Everything we have about the person concerned is ready, as a file. If there is nothing, we have nothing."),
        _("Everything we have about the person concerned is ready, as a file. If there is nothing, we have nothing."),
    )
    CORRECTION = (
        "correction",
        _("Correct something"),
        _("Correct something about me"),
        _("What was wrong has been corrected."),
        _("What was wrong has been corrected."),
        _("What was wrong has been corrected."),
        _("What was wrong has been corrected."),
    )
    ERASURE = (
        "erasure",
        _("Delete everything"),
        _("Delete everything about me"),
        _("Everything we had of you is deleted. If we had nothing, there was nothing to delete."),
        _("Everything we had of you is deleted. If we had nothing, there was nothing to delete."),
        _("Everything we had of the person concerned is deleted. If we had nothing, there was nothing to delete."),
        _("Everything we had of the person concerned is deleted. If we had nothing, there was nothing to delete."),
    )
    RESTRICTION = (
        "restriction",
        _("Keep, but do not use"),
        _("Keep my data, but do not use it"),
        _("From now on we keep your data and do not use it, until you say otherwise on your own page."),
        _(
            "Nobody is known here by this address, so there is nothing to keep or to use now. We keep a keyed hash of "
            "the address for five years, and nothing else: if you sign up with it in that time, we keep what you give "
            "us and do not use it until you allow that on your own page."
        ),
        _(
            "From now on we keep the data of the person concerned and do not use it, until they say otherwise on their "
            "own page."
        ),
        _(
            "Nobody is known here by that address, so there is nothing to keep or to use now. We keep a keyed hash of "
            "the address for five years, and nothing else: if somebody signs up with it in that time, we keep what "
            "they give us and do not use it until they allow that on their own page."
        ),
    )
    OBJECTION = (
        "objection",
        _("Stop using it for marketing"),
        _("Stop using my data for what I may object to, such as marketing"),
        _("From now on we do not use your data for anything you may object to."),
        _(
            "Nobody is known here by this address, so there is nothing to stop, and nothing was kept. If you sign up "
            "with it one day, only what you agree to then counts."
        ),
        _("From now on we do not use the data of the person concerned for anything they may object to."),
        _(
            "Nobody is known here by that address, so there is nothing to stop, and nothing was kept. If somebody "
            "signs up with it one day, only what they agree to then counts."
        ),
    )
    OPT_OUT = (
        "opt-out",
        _("Do not sell or share"),
        _("Do not sell or share my data"),
        _(
            "From now on we hand your data to nobody. No box in a form changes that, whoever ticks it; only you can, "
            "on your own page."
        ),
        _(
            "Nobody is known here by this address, so there is nothing to hand on now. We keep a keyed hash of the "
            "address for five years, and nothing else: if you sign up with it in that time, your data is handed to "
            "nobody, whatever is ticked, until you allow it on your own page."
        ),
        _(
            "From now on we hand the data of the person concerned to nobody. No box in a form changes that, whoever "
            "ticks it; only they can, on their own page."
        ),
        _(
            "Nobody is known here by that address, so there is nothing to hand on now. We keep a keyed hash of the "
            "address for five years, and nothing else: if somebody signs up with it in that time, their data is handed "
            "to nobody, whatever is ticked, until they allow it on their own page."
        ),
    )
    LIMIT = (
        "limit",
        _("Limit sensitive data"),
        _("Limit the use of sensitive data"),
        _("From now on we use your data only for what you asked for."),
        _(
            "Nobody is known here by this address, so there is nothing to limit, and nothing was kept. If you sign up "
            "with it one day, only what you agree to then counts."
        ),
        _("From now on we use the data of the person concerned only for what they asked for."),
        _(
            "Nobody is known here by that address, so there is nothing to limit, and nothing was kept. If somebody "
            "signs up with it one day, only what they agree to then counts."
        ),
    )


class Duty(Words):
    """What has to be done by a date."""

    ACKNOWLEDGE = "acknowledge", _("say that it was received")
    ANSWER = "answer", _("answer it")
    EXTEND = "extend", _("last day to say that it takes longer")
    """The last day on which the person can be told that it will take longer."""


@dataclass(frozen=True, slots=True)
class LegalDeadline:
    """One date, and the rule it comes from."""

    regime: Regime
    duty: Duty
    due: date
    rule: str


@dataclass(frozen=True, slots=True)
class Pause:
    """Days on which a request waited for something only the person can give; open while `until` is missing."""

    since: date
    until: date | None = None


CCPA_ACKNOWLEDGED = 10  # business days
CCPA_ANSWERED, CCPA_LONGEST = 45, 90  # calendar days
CCPA_OPTED_OUT = 15  # business days
GDPR_MONTHS, GDPR_LONGEST = 1, 3
AT_ONCE = {Right.OPT_OUT, Right.LIMIT}
IN_CALIFORNIA = "US-CA"


def deadlines(
    right: Right,
    received: date,
    *,
    regimes: Iterable[Regime],
    country: str,
    extended: bool = False,
    pauses: Sequence[Pause] = (),
    today: date | None = None,
) -> list[LegalDeadline]:
    """Every date that runs on a request, soonest first.

    Args:
        received: the day it came in, whether or not it was recognised as a request.
        regimes: the laws that may apply.
        country: the controller's, as ISO 3166 (`DE`, `TW`) or with a subdivision (`US-CA`), for its holidays.
        extended: whether the person was told, in time and with a reason, that it takes longer.
        pauses: while proof of identity or a clarification that is truly needed was missing; the GDPR's clock stands
            still meanwhile, the CCPA's does not.
        today: the day an open pause counts to.
    """
    found: list[LegalDeadline] = []
    if Regime.GDPR in regimes:
        found += _gdpr(right, received, country, extended, _days_paused(pauses, today or received))
    if Regime.CCPA in regimes:
        found += _ccpa(right, received, extended)
    return sorted(found, key=lambda one: (one.due, one.duty))


def _gdpr(right: Right, received: date, country: str, extended: bool, paused: int) -> list[LegalDeadline]:
    if right in AT_ONCE:
        return [LegalDeadline(Regime.GDPR, Duty.ANSWER, received, "GDPR art. 7(3), 21(3): at once")]
    first = _working_day(months_after(received, GDPR_MONTHS) + timedelta(days=paused), country)
    if not extended:
        rule = "GDPR art. 12(3): one month from receipt"
        return [
            LegalDeadline(Regime.GDPR, Duty.ANSWER, first, rule),
            LegalDeadline(Regime.GDPR, Duty.EXTEND, first, "GDPR art. 12(3): told within the first month"),
        ]
    longest = _working_day(months_after(received, GDPR_LONGEST) + timedelta(days=paused), country)
    return [LegalDeadline(Regime.GDPR, Duty.ANSWER, longest, "GDPR art. 12(3): one month, extended by two")]


def _ccpa(right: Right, received: date, extended: bool) -> list[LegalDeadline]:
    if right in AT_ONCE or right is Right.OBJECTION:
        due = business_days_after(received, CCPA_OPTED_OUT, IN_CALIFORNIA)
        return [LegalDeadline(Regime.CCPA, Duty.ANSWER, due, "11 CCR 7026(f), 7027(g): at most 15 business days")]
    told = business_days_after(received, CCPA_ACKNOWLEDGED, IN_CALIFORNIA)
    days = CCPA_LONGEST if extended else CCPA_ANSWERED
    rule = "11 CCR 7021(b): 45 days from receipt" + (", extended by 45" if extended else "")
    found = [
        LegalDeadline(Regime.CCPA, Duty.ACKNOWLEDGE, told, "11 CCR 7021(a): 10 business days"),
        LegalDeadline(Regime.CCPA, Duty.ANSWER, received + timedelta(days=days), rule),
    ]
    if not extended:
        last = received + timedelta(days=CCPA_ANSWERED)
        found.append(LegalDeadline(Regime.CCPA, Duty.EXTEND, last, "11 CCR 7021(b): told within the first 45 days"))
    return found


def months_after(day: date, months: int) -> date:
    """The same day so many months later; where that month is shorter, its last day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def business_days_after(day: date, count: int, country: str) -> date:
    """The last of so many days that are neither weekend nor holiday, counted from the day after."""
    while count:
        day += timedelta(days=1)
        count -= _is_working_day(day, country)
    return day


def _working_day(day: date, country: str) -> date:
    while not _is_working_day(day, country):
        day += timedelta(days=1)
    return day


def _is_working_day(day: date, country: str) -> bool:
    return day.weekday() < 5 and day not in _holidays(country)


def _holidays(country: str) -> "HolidayBase":
    # Knows two hundred countries; only who works out a date waits for it.
    import holidays

    nation, _, part = country.partition("-")
    return holidays.country_holidays(nation, subdiv=part or None)


def _days_paused(pauses: Sequence[Pause], today: date) -> int:
    return sum(((pause.until or max(today, pause.since)) - pause.since).days for pause in pauses)
