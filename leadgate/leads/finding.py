"""Finding leads: how many fit what was chosen, how many of them may be reached for what, and who they are, by page.

However many there are, a page costs the same: it is counted up to a bound, and whoever wants to know exactly asks for
it. What was chosen that few fit is looked for first, and the rest is looked up for those few; where many fit each part,
the list is read in its order until it has a page (docs/decisions/0041-leads-are-found-from-the-narrowest.md).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from itertools import pairwise
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, FromClause, Row, Select, Subquery, and_, func, or_, select, true

from leadgate.consent import queries as consent
from leadgate.consent.access import reachable
from leadgate.consent.queries import Offer
from leadgate.consent.types import Need
from leadgate.foundation.db import run, session
from leadgate.foundation.installation import installation
from leadgate.foundation.keys.vault import Ciphertext
from leadgate.leads.choosing import LeadChoice, LeadCondition
from leadgate.leads.types import LeadOrder, ReachFigures
from leadgate.people import queries as people
from leadgate.people.access import is_left_alone, listed
from leadgate.statistics.disclosure import in_steps

A_PAGE = 50
COUNTED = 2_000
"""So many are counted at once; a page says of more that they are more."""
FEW = 5_000
"""So many can be looked at one by one."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """Behind whom a page begins: a moment and an id, so that whoever comes or goes meanwhile moves nobody."""

    at: datetime
    person: UUID

    @classmethod
    def read(cls, text: str) -> "Anchor | None":
        """An anchor as `str` wrote it; None for anything else."""
        moment, _, person = text.partition("_")
        try:
            anchor = cls(datetime.fromisoformat(moment), UUID(person))
        except ValueError:
            return None
        return anchor if anchor.at.tzinfo else None

    def __str__(self) -> str:
        return f"{self.at.isoformat()}_{self.person}"


@dataclass(frozen=True, slots=True)
class LeadFound:
    """One person of a list."""

    person_id: UUID
    address: str
    known_since: datetime
    last_active: datetime


@dataclass(frozen=True, slots=True)
class Counted:
    """How many there are: exactly, or so many and more."""

    count: int
    is_more: bool = False

    @property
    def in_steps(self) -> "Counted":
        """The same for whoever may not see who they are."""
        return Counted(in_steps(self.count), self.is_more)


class LeadFinding:
    """What was chosen, as it is found.

    Args:
        choice: what.
        exactly: whether all are counted, however long that takes.
    """

    def __init__(self, choice: LeadChoice, *, exactly: bool = False) -> None:
        self.choice, self.most = choice, None if exactly else COUNTED
        self._people = listed()
        self._met = is_met(self._people)
        self._conditions = choice.conditions(self._people)

    @cached_property
    def _narrowest(self) -> LeadCondition | None:
        """What so few fit that they can be looked at one by one."""
        lists = [(one, one.counted) for one in self._conditions if one.counted is not None]
        if not lists:
            return None
        sizes = [_size(statement, FEW) for _one, statement in lists]
        row = session().execute(select(*(each.label(f"size_{at}") for at, each in enumerate(sizes)))).one()
        size, at = min((size, at) for at, size in enumerate(row))
        return lists[at][0] if size <= FEW else None

    @cached_property
    def _fitting(self) -> FromClause:
        """Those who fit, as `people.access.listed` has them."""
        narrowest, found = self._narrowest, select(self._people)
        if narrowest is None or narrowest.narrows is None:
            return found.where(*self._met, *(one.fits for one in self._conditions)).subquery("fitting")
        others = [one.fits for one in self._conditions if one is not narrowest]
        # Without this the databases begin with the order of the list, and look at everybody.
        return found.where(narrowest.narrows, *self._met, *others).cte("fitting").prefix_with("MATERIALIZED")

    @cached_property
    def _gathered(self) -> FromClause:
        fitting = self._fitting
        return select(fitting).cte("gathered").prefix_with("MATERIALIZED") if isinstance(fitting, Subquery) else fitting

    @cached_property
    def total(self) -> Counted:
        """How many fit."""
        return _counted(session().scalars(select(_size(select(self._fitting.c.id), self.most))).one(), self.most)

    def is_everybody(self) -> bool:
        """Whether all there are fit; not known, and so no, of more than are counted."""
        if self.choice.is_everybody:
            return True
        if self.total.is_more:
            return False
        everybody = listed()
        counted = _size(select(everybody.c.id).where(*is_met(everybody)), self.total.count)
        return session().scalars(select(counted)).one() == self.total.count

    def reachable(self, offers: Sequence[Offer]) -> dict[UUID, Counted]:
        """How many of those who fit may be written to for each purpose now.

        Args:
            offers: the purposes.
        """
        if not offers:
            return {}
        counts = [_size(self._reached(offer.purpose_id), self.most) for offer in offers]
        row = session().execute(select(*(each.label(f"reached_{at}") for at, each in enumerate(counts)))).one()
        return {offer.purpose_id: _counted(count, self.most) for offer, count in zip(offers, row, strict=True)}

    def _reached(self, purpose: UUID) -> Select[Any]:
        return select(self._fitting.c.id).where(*self._stages(purpose))

    def _stages(self, purpose: UUID) -> list[ColumnElement[bool]]:
        """What has to be true of one of those who fit for a letter, in the order in which it is looked for."""
        fitting, agreeing = self._fitting, reachable()
        unpaused = agreeing.where(agreeing.selected_columns.purpose_id == purpose).subquery()
        return [
            fitting.c.id.in_(consent.who_agree(purpose)),
            fitting.c.id.in_(select(unpaused.c.person_id)),
            _is_reached_at(fitting),
            ~is_left_alone(fitting.c.address_index),
            has_not_asked(fitting.c.address_index),
        ]

    def reach(self, purpose: UUID) -> ReachFigures:
        """How many may be written to for a purpose and why the others may not, counted exactly."""
        stages, fit = self._stages(purpose), select(self._fitting.c.id)
        counts = [_size(fit.where(*stages[:at]), None) for at in range(len(stages) + 1)]
        row = session().execute(select(*(each.label(f"stage_{at}") for at, each in enumerate(counts)))).one()
        disagree, paused, returned, alone, asked = (before - left for before, left in pairwise(row))
        return ReachFigures(row[0], disagree, paused, returned, alone, asked, row[-1])

    def reached_after(self, purpose: UUID, after: UUID | None, most: int) -> Sequence[Row[Any]]:
        """Those who fit and may be written to for a purpose now, in the order of their ids, a batch at a time.

        Args:
            purpose: the purpose's id.
            after: behind whom the batch begins.
            most: how many are read.

        Returns:
            Rows as `people.access.listed` has them.
        """
        fitting = self._fitting
        found = select(fitting).where(*self._stages(purpose)).order_by(fitting.c.id).limit(most)
        return run(found.where(fitting.c.id > after) if after else found, {}).all()

    def page(self, order: LeadOrder, after: Anchor | None = None) -> tuple[list[LeadFound], Anchor | None]:
        """A page of those who fit, and behind whom the next one begins; None for it where this is the last.

        Args:
            order: in which they are listed.
            after: behind whom the page begins.
        """
        if not self.total.count:
            return [], None
        # Where few fit they are gathered first: the order of the list would lead through everybody else.
        fitting = self._gathered if not self.total.is_more and self.total.count <= FEW else self._fitting
        at = fitting.c.last_active if order is LeadOrder.ACTIVE else fitting.c.known_since
        ordered = select(fitting).order_by(at.desc(), fitting.c.id.desc()).limit(A_PAGE + 1)
        rows = session().execute(ordered.where(_behind(at, fitting.c.id, after)) if after else ordered).all()
        shown = rows[:A_PAGE]
        last = Anchor(getattr(shown[-1], at.key), shown[-1].id) if len(rows) > A_PAGE else None
        return _opened(shown), last


def is_met(everybody: Subquery) -> list[ColumnElement[bool]]:
    """That somebody is none of those whom nobody has a reason to meet, where a room keeps such."""
    kept = installation().house.answer("leads.nobody_meets")
    if kept is None:
        return []
    unmet: Select[Any] = kept()
    [person] = unmet.selected_columns
    return [~unmet.where(person == everybody.c.id).correlate(everybody).exists()]


def _is_reached_at(people: FromClause) -> ColumnElement[bool]:
    """That letters to somebody do not come back, where a room hears of that."""
    heard = installation().house.answer("leads.whose_letters_return")
    return true() if heard is None else ~heard(people)


def has_not_asked(address_index: ColumnElement[bytes]) -> ColumnElement[bool]:
    """That nobody waits under an address for what they asked for under the law, where a room keeps that."""
    kept = installation().house.answer("leads.who_asked")
    return true() if kept is None else address_index.not_in(kept())


def _size(statement: Select[Any], most: int | None) -> ColumnElement[int]:
    """How many rows a statement finds, up to one more than `most`."""
    rows = statement.limit(most + 1) if most is not None else statement
    counted: ColumnElement[int] = select(func.count()).select_from(rows.subquery()).scalar_subquery()
    return counted


def _counted(found: int, most: int | None) -> Counted:
    return Counted(found) if most is None or found <= most else Counted(most, is_more=True)


def _behind(at: ColumnElement[datetime], person: ColumnElement[UUID], after: Anchor) -> ColumnElement[bool]:
    # The first part alone is what an index understands on both databases.
    return and_(at <= after.at, or_(at < after.at, person < after.person))


def _opened(rows: Sequence[Any]) -> list[LeadFound]:
    keys = installation().vault.keys_of([row.id for row in rows])
    return [
        LeadFound(row.id, people.address_in(keys[row.id], Ciphertext(row.address)), row.known_since, row.last_active)
        for row in rows
        # Whoever deleted themselves a moment ago is not shown, and neither is whom a hold keeps and nobody may find.
        if row.id in keys and row.address_index != people.index_of_nobody(row.id)
    ]


def purposes(language: str) -> list[Offer]:
    """For what people can be reached: the optional purposes that send letters and are offered to everybody.

    Args:
        language: of their titles.
    """
    return [one for one in consent.all_offers(language) if one.need is Need.OPTIONAL and one.sends]


def named(found: Mapping[UUID, Counted], offers: Sequence[Offer]) -> list[tuple[str, Counted]]:
    """The title of each purpose with how many may be reached for it.

    Args:
        found: by the purpose's id.
        offers: the purposes, in their order.
    """
    return [(offer.title, found[offer.purpose_id]) for offer in offers]
