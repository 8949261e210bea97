"""Choosing leads: what the address of a list says, as conditions that can be put into a statement, and back."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from urllib.parse import urlencode

from sqlalchemy import ColumnElement, Select, Subquery, and_, select

from leadgate.foundation.house.people_pages import Facet, Facets
from leadgate.foundation.installation import installation
from leadgate.foundation.local_time import midnight
from leadgate.leads.types import LeadOrder

FIRST_DAY, LAST_DAY = date(1, 1, 2), date(9999, 12, 30)
DATES = {"since": "known_since", "until": "known_since", "active_since": "last_active", "active_until": "last_active"}
"""What the bounds of dates are called in the address, and the column each bounds."""


@dataclass(frozen=True, slots=True)
class LeadCondition:
    """One thing that was chosen.

    Args:
        fits: whether somebody fits, looked up for each.
        narrows: the same as a list of those who do, where one can be had; None where only the others can be listed.
        counted: finds one row for each who fits, or a little more; None as above.
    """

    fits: ColumnElement[bool]
    narrows: ColumnElement[bool] | None
    counted: Select[Any] | None


@dataclass(frozen=True, slots=True)
class LeadChoice:
    """All that was chosen: of some facets a value each, and days (UTC) between which people came or were active."""

    facets: Sequence[tuple[Facet, str]]
    days: Mapping[str, date]

    @property
    def is_everybody(self) -> bool:
        """Whether nothing was chosen."""
        return not self.facets and not self.days

    @property
    def as_pairs(self) -> list[tuple[str, str]]:
        """As the address says it, always in the same order."""
        chosen = [(facet.name, value) for facet, value in self.facets]
        return sorted(chosen) + sorted((name, day.isoformat()) for name, day in self.days.items())

    @property
    def as_query(self) -> str:
        """As `as_pairs`, as the part of an address behind its question mark."""
        return urlencode(self.as_pairs)

    def conditions(self, people: Subquery) -> list[LeadCondition]:
        """What it asks of people.

        Args:
            people: as `people.access.listed` has them.
        """
        return [*(_of_facet(*one, people) for one in self.facets), *_of_days(self.days, people)]


def facets(language: str) -> list[Facet]:
    """Every facet of every room that offers something to choose, in a language."""
    tellers: list[Facets] = list(installation().house.provided("facets"))
    return [facet for tell in tellers for facet in tell(language) if facet.choices]


def choice_in(asked: Mapping[str, str], offered: Sequence[Facet]) -> LeadChoice:
    """What an address asks for; what nobody offers (any more) and what is no day is left out.

    Args:
        asked: its parameters.
        offered: every facet there is.
    """
    chosen = [(facet, asked[facet.name]) for facet in offered if asked.get(facet.name)]
    known = [(facet, value) for facet, value in chosen if value in {str(each) for each, _label in facet.choices}]
    days = {name: day for name in DATES if (day := _day(asked.get(name, "")))}
    return LeadChoice(known, days)


def order_in(asked: Mapping[str, str]) -> LeadOrder:
    """In which order an address asks for leads."""
    return LeadOrder.ACTIVE if asked.get("sort") == LeadOrder.ACTIVE else LeadOrder.NEWEST


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _of_facet(facet: Facet, value: str, people: Subquery) -> LeadCondition:
    who = facet.who(value)
    [person] = who.selected_columns
    each = who.where(person == people.c.id).correlate(people).exists()
    if value in facet.others:
        return LeadCondition(~each, None, None)
    return LeadCondition(each, people.c.id.in_(who), who)


def _of_days(days: Mapping[str, date], people: Subquery) -> Iterator[LeadCondition]:
    for column in dict.fromkeys(DATES.values()):
        at, bounds = people.c[column], list[ColumnElement[bool]]()
        for name in (name for name, bounded in DATES.items() if bounded == column and name in days):
            ends = name.endswith("until")
            bounds.append(at < _midnight(days[name], later=1) if ends else at >= _midnight(days[name]))
        if bounds:
            yield LeadCondition(and_(*bounds), and_(*bounds), select(people.c.id).where(*bounds))


def _midnight(day: date, later: int = 0) -> datetime:
    """When a day begins here, however far off somebody typed it."""
    return midnight(min(max(day, FIRST_DAY), LAST_DAY) + timedelta(days=later))
