"""Spans of days: which somebody chose, and the equally long one before it."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from flask_babel import lazy_gettext as _

from leadgate.foundation.errors import Refusal
from leadgate.foundation.local_time import today

DAYS = (7, 30, 90)
MONTH, YEAR = "month", "year"
USUAL, LONGEST = 30, 366


class NoSuchSpan(Refusal):
    """The days somebody typed are none."""

    sentence = _("Please choose a first and a last day, not in the future and at most a year apart.")


@dataclass(frozen=True, slots=True)
class Span:
    """Whole days, here.

    Args:
        first, last: the days.
        chosen: how: `7`, `month`, or empty where both days were typed.
    """

    first: date
    last: date
    chosen: str = ""

    @property
    def days(self) -> int:
        """How many."""
        return (self.last - self.first).days + 1

    @property
    def before(self) -> "Span":
        """As many days right before."""
        return Span(self.first - timedelta(days=self.days), self.first - timedelta(days=1))

    @property
    def link(self) -> dict[str, str]:
        """What an address says of it."""
        return {"span": self.chosen} if self.chosen else {"from": f"{self.first}", "to": f"{self.last}"}

    def __iter__(self) -> Iterator[date]:
        """Each day."""
        return (self.first + timedelta(days=at) for at in range(self.days))

    def has(self, first: date, last: date) -> bool:
        """Whether all of these days are in it."""
        return self.first <= first and last <= self.last


def usual() -> Span:
    """What is shown where nobody chose."""
    return _last_days(USUAL)


def twelve_months() -> Span:
    """This month and the eleven before it."""
    now = today()
    return Span(date(now.year - (now.month < 12), now.month % 12 + 1, 1), now, YEAR)


def span_of(asked: Mapping[str, str], otherwise: Callable[[], Span] = usual) -> Span:
    """The days an address asks for.

    Args:
        asked: what stands behind its question mark: `span=7`, `span=month`, `span=year`, or `from` and `to`.
        otherwise: which ones where it says nothing.

    Raises:
        NoSuchSpan: they are no days, in the future, the wrong way round, or too many.
    """
    if asked.get("from") or asked.get("to"):
        return _typed(asked.get("from", ""), asked.get("to", ""))
    match asked.get("span", ""):
        case "":
            return otherwise()
        case chosen if chosen == YEAR:
            return twelve_months()
        case chosen if chosen == MONTH:
            return Span(today().replace(day=1), today(), MONTH)
        case days if days in map(str, DAYS):
            return _last_days(int(days))
    raise NoSuchSpan


def _typed(first: str, last: str) -> Span:
    try:
        span = Span(date.fromisoformat(first), date.fromisoformat(last))
    except ValueError:
        raise NoSuchSpan from None
    if not 1 <= span.days <= LONGEST or span.last > today() or span.first.year < 2000:
        raise NoSuchSpan
    return span


def _last_days(days: int) -> Span:
    return Span(today() - timedelta(days=days - 1), today(), str(days))
