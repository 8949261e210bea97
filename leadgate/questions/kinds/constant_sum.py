"""Sharing a sum (constant sum): points, hours or per cent are divided among several things, and none is left."""

from collections.abc import Iterator
from decimal import Decimal
from typing import ClassVar

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from msgspec import field

from leadgate.questions.errors import NotAnAnswer
from leadgate.questions.kinds.choice import Offering, twice
from leadgate.questions.kinds.item import FormValues, Sentence, Value, Words, said, told_of_each
from leadgate.questions.kinds.typed_numbers import DECIMALS, LARGEST, plain_number, read_decimal

FEWEST, MOST = 2, 20


class ConstantSum(Offering, frozen=True, kw_only=True, omit_defaults=True, tag="constant_sum"):
    """A number for each of several things, which add up to a total."""

    shape: ClassVar[str] = "constant_sum"
    total: float = 100
    unit: Words = field(default_factory=dict)

    def texts(self) -> Iterator[Words]:
        """The question, the things, and the unit."""
        yield from super().texts()
        if self.unit:
            yield self.unit

    def problems(self) -> Iterator[Sentence]:
        """Too few or too many things, or nothing to share."""
        if not FEWEST <= len(self.choices) <= MOST:
            yield _("Between two and twenty things can share a sum.")
        if not 0 < self.total <= LARGEST or round(self.total, DECIMALS) != self.total:
            yield _("What is shared has to be more than nothing.")
        yield from twice(self.choices)

    def read(self, typed: FormValues) -> Value | None:
        """The number of each thing; what is left empty gets nothing, and all of it empty is no answer."""
        given = {one.key: read_decimal(typed.get(f"{self.field}.{one.key}", "")) for one in self.choices}
        if all(number is None for number in given.values()):
            return None
        found = {key: number or Decimal() for key, number in given.items()}
        if any(number < 0 for number in found.values()):
            raise NotAnAnswer(gettext("No thing can get less than nothing."))
        left = Decimal(str(self.total)) - sum(found.values())
        if left:
            raise NotAnAnswer(self._of_left(float(left)))
        return {key: int(one) if one == one.to_integral_value() else float(one) for key, one in found.items()}

    def _of_left(self, left: float) -> str:
        numbers = {"total": plain_number(self.total), "number": plain_number(abs(left))}
        if left > 0:
            return str(gettext("Together it has to be %(total)s: %(number)s are left to give.", **numbers))
        return str(gettext("Together it has to be %(total)s: these are %(number)s too many.", **numbers))

    def fields(self, value: Value) -> dict[str, list[str]]:
        """The number of each thing, as the reader's language writes it; nothing for nothing."""
        assert isinstance(value, dict)
        return {f"{self.field}.{key}": [plain_number(number)] for key, number in value.items() if number}

    def codes(self, value: Value) -> frozenset[str]:
        """The things that got something."""
        assert isinstance(value, dict)
        return frozenset(key for key, number in value.items() if number > 0)

    def plainly(self, value: Value, language: str) -> str:
        """The number of each thing that got something, in words."""
        labels = {one.key: said(one.label, language) for one in self.choices}
        assert isinstance(value, dict)
        return told_of_each((labels.get(key, key), f"{number:.15g}") for key, number in value.items() if number)
