"""The rules in force: what the rooms declare, with the durations the officer chose."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Select, exists, select

from leadgate.foundation.db import session
from leadgate.foundation.errors import NotFound
from leadgate.foundation.privacy.retention_rules import RetentionRule, rules
from leadgate.retention.models import RetentionChoice, Warned


@dataclass(frozen=True, slots=True)
class InForce:
    """A rule, how long its rows last now, and what the officer said about that."""

    rule: RetentionRule
    lifetime: timedelta
    reason: str
    chosen_at: datetime | None

    def due(self, at: datetime) -> "Select[tuple[object, object]]":
        """Rows whose time is over at a moment, warned of or not."""
        return self.rule.due(at, self.lifetime)

    def ready(self, at: datetime) -> "Select[tuple[object, object]]":
        """Of those, the rows that may go: where the rule warns, only after the warning had its time."""
        if self.rule.warned is None:
            return self.due(at)
        return self.due(at).where(self.was_warned(at - self.rule.warned))

    def was_warned(self, before: datetime) -> ColumnElement[bool]:
        """Whether the person was told of this very end, before a moment."""
        told = (Warned.rule == self.rule.name, Warned.since == self.rule.starts, Warned.sent_at <= before)
        return exists().where(Warned.person_id == self.rule.subject, *told)


def in_force() -> list[InForce]:
    """Every rule with its duration, by name."""
    chosen = {row.rule: row for row in session().scalars(select(RetentionChoice).order_by(RetentionChoice.id))}
    return [_with(rule, chosen.get(rule.name)) for rule in rules()]


def _with(rule: RetentionRule, choice: RetentionChoice | None) -> InForce:
    if choice is None or not rule.can_be_changed:
        return InForce(rule, rule.lifetime, str(rule.basis), None)
    return InForce(rule, timedelta(days=choice.days), choice.reason, choice.at)


def rule_named(name: str) -> InForce:
    """The rule of that name.

    Raises:
        NotFound
    """
    found = next((one for one in in_force() if one.rule.name == name), None)
    if found is None:
        raise NotFound
    return found
