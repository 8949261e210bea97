"""Retention rules: declared by the room that holds the data, as checked code rather than prose.

A rule says which rows, from which event they count, how long they last, what then becomes of them, on which ground,
and how much one sweep may take before a human is asked. What the marks of the register date by themselves
(`expires_by`) is a rule as well. A rule looks at rows, never remembers having been there: a row that arrives late, or
a rule that was changed, is met by the next sweep.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, Table, select

from leadgate.foundation.installation import installation
from leadgate.foundation.privacy.erasure_engine import unspared
from leadgate.foundation.privacy.register import OfPerson, tables
from leadgate.foundation.sql.tables import Base
from leadgate.foundation.words import Words
from leadgate.foundation.words import text as _

if TYPE_CHECKING:
    from flask_babel import LazyString
NO_TIME = timedelta(0)


class RetentionAction(Words):
    """What becomes of a row whose time is over."""

    DELETE = "delete", _("deleted")
    ERASE_PERSON = "erase-person", _("the person is erased")
    LAPSE_CONSENT = "lapse-consent", _("the consent lapses")
    END_BELONGING = "end-belonging", _("the membership ends")


@dataclass(frozen=True, slots=True)
class Belonging:
    """What somebody belongs to, where a rule ends that they do: what the letter says, how it ends, how they stay.

    Args:
        title: its name, in its own language.
        path: of its page.
        end: ends the rows of these ids.
        stay: notes that a person wants to stay.
    """

    title: str
    language: str
    path: str
    end: Callable[[Sequence[UUID]], None]
    stay: Callable[[UUID], None]


@dataclass(frozen=True, slots=True)
class RetentionRule:
    """How long one kind of row lasts.

    Args:
        name: by which the officer's choice and the sweeps know it.
        of: the table's class.
        starts: the column that says since when the time counts.
        event: what happened then, in words that follow "after".
        lifetime: how long rows last unless the officer has chosen otherwise.
        does: what happens to them then.
        basis: why no longer, and why not shorter.
        where: which rows of the table it is about; all when empty.
        warned: how long before the end the person is told by mail.
        letter: which letter tells them (`retention/leaving_soon`); needed where `warned` is set.
        purpose: slug of the purpose a consent lapses for, where it is about one.
        cap: the share of a table's rows that one sweep takes without asking a human; 1 for what is short-lived.
    """

    name: str
    of: type[Base]
    starts: ColumnElement[Any]
    event: "LazyString | str"
    lifetime: timedelta
    does: RetentionAction
    basis: "LazyString | str"
    where: tuple[ColumnElement[bool], ...] = ()
    warned: timedelta | None = None
    letter: str = ""
    purpose: str = ""
    cap: float = 0.2
    can_be_changed: bool = True
    belonging: Belonging | None = None

    @property
    def table(self) -> Table:
        """The table its rows are in."""
        table = self.of.__table__
        assert isinstance(table, Table)
        return table

    @property
    def subject(self) -> ColumnElement[Any]:
        """The column that says whose a row is."""
        return self.table.c[self.mark.subject]

    @property
    def mark(self) -> OfPerson:
        """How its table hangs on a person."""
        mark: OfPerson = self.of.__personal__  # type: ignore[attr-defined]
        return mark

    def due(self, at: datetime, lifetime: timedelta) -> Select[Any]:
        """The rows whose time is over and that nothing holds, oldest first: their first key column, and whose they are.

        Args:
            at: the moment, in UTC.
            lifetime: how long rows last: the rule's own, or what the officer has chosen.
        """
        key = next(iter(self.table.primary_key.columns))
        return select(key, self.subject).where(*self.over(at, lifetime)).order_by(self.starts)

    def over(self, at: datetime, lifetime: timedelta) -> list[ColumnElement[bool]]:
        """The conditions under which a row's time is over and nothing holds it.

        Args:
            at: the moment, in UTC.
            lifetime: how long rows last: the rule's own, or what the officer has chosen.
        """
        return [self.starts <= at - lifetime, *self.where, *unspared(self.table, self.mark)]


def rules() -> list[RetentionRule]:
    """Every rule, by name; the rooms are asked each time, because some depend on what there is (one per purpose)."""
    declared = [rule for source in installation().house.personal("rules") for rule in source()]
    return sorted([*_dated(), *declared], key=lambda rule: rule.name)


def _dated() -> Iterator[RetentionRule]:
    """The rules that rows carry their own date for."""
    for cls, table, mark in tables():
        if mark.expires_by:
            yield RetentionRule(
                name=table.name,
                of=cls,
                starts=table.c[mark.expires_by],
                event=mark.kept_for,
                lifetime=NO_TIME,
                does=RetentionAction.DELETE,
                basis="",
                cap=1,
                can_be_changed=False,
            )
