"""Conditions on earlier answers: what somebody said decides what they are asked."""

from collections.abc import Mapping
from typing import Any, Protocol

from msgspec import Struct


class Answerable(Protocol):
    """What conditions look at in a question."""

    def codes(self, value: Any) -> frozenset[str]:
        """What an answer says."""

    def amount(self, value: Any) -> float | None:
        """The number an answer is."""


class Condition(Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """That an earlier question was answered in a certain way; of what is named, all has to hold."""

    question: str
    any_of: tuple[str, ...] = ()
    none_of: tuple[str, ...] = ()
    at_least: float | None = None
    at_most: float | None = None
    answered: bool = True
    """Whether there has to be an answer at all; with False, that there has to be none."""

    def holds(self, items: Mapping[str, Answerable], answers: Mapping[str, Any]) -> bool:
        """Whether it is true of these answers."""
        value = answers.get(self.question)
        if value is None or not self.answered:
            return value is None and not self.answered
        item = items[self.question]
        codes, amount = item.codes(value), item.amount(value)
        return (
            (not self.any_of or bool(codes.intersection(self.any_of)))
            and not codes.intersection(self.none_of)
            and (self.at_least is None or (amount is not None and amount >= self.at_least))
            and (self.at_most is None or (amount is not None and amount <= self.at_most))
        )
