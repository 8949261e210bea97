"""Numbers and dates."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Annotated, ClassVar

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from msgspec import Meta, field

from leadgate.foundation.web.forms import tidy
from leadgate.questions.errors import NotAnAnswer
from leadgate.questions.kinds.item import FormValues, Item, Sentence, Value, Words

LARGEST = 10**12
DECIMALS = 6


def read_number(text: str) -> int | float | None:
    """A number as people of any language type it; None for nothing typed.

    Raises:
        NotAnAnswer: it is none, or none that a computer can hold exactly enough.
    """
    typed = tidy(text).replace("−", "-")  # the sign some keyboards give
    typed = typed.replace(",", ".") if typed.count(",") == 1 and "." not in typed else typed
    if not typed:
        return None
    try:
        number = Decimal(typed)
    except InvalidOperation as refusal:
        raise NotAnAnswer(gettext("Please type a number.")) from refusal
    if not number.is_finite() or abs(number) > LARGEST:
        raise NotAnAnswer(gettext("Please type a number."))
    number = round(number, DECIMALS)
    return int(number) if number == number.to_integral_value() else float(number)


class Number(Item, frozen=True, kw_only=True, omit_defaults=True, tag="number"):
    """A number."""

    shape: ClassVar[str] = "number"
    least: float | None = None
    most: float | None = None
    whole: bool = False
    unit: Words = field(default_factory=dict)

    def texts(self) -> Iterator[Words]:
        """The question and the unit."""
        yield from super().texts()
        if self.unit:
            yield self.unit

    def problems(self) -> Iterator[Sentence]:
        """Bounds no number keeps."""
        if self.least is not None and self.most is not None and self.least > self.most:
            yield _("No number is above the one and below the other of these bounds.")

    def read(self, typed: FormValues) -> Value | None:
        """The number, within its bounds."""
        number = read_number(typed.get(self.field, ""))
        if number is None:
            return None
        if self.whole and not isinstance(number, int):
            raise NotAnAnswer(gettext("Please type a whole number."))
        if self.least is not None and number < self.least:
            raise NotAnAnswer(gettext("Please type %(least)s or more.", least=f"{self.least:g}"))
        if self.most is not None and number > self.most:
            raise NotAnAnswer(gettext("Please type %(most)s or less.", most=f"{self.most:g}"))
        return number

    def amount(self, value: Value) -> float | None:
        """Itself."""
        assert isinstance(value, int | float)
        return float(value)

    def plainly(self, value: Value, language: str) -> str:
        """The digits."""
        return str(value)


class Day(Item, frozen=True, kw_only=True, omit_defaults=True, tag="date"):
    """A date."""

    shape: ClassVar[str] = "date"
    earliest: Annotated[str, Meta(pattern=r"^\d{4}-\d{2}-\d{2}$")] | None = None
    latest: Annotated[str, Meta(pattern=r"^\d{4}-\d{2}-\d{2}$")] | None = None

    def problems(self) -> Iterator[Sentence]:
        """Bounds that are no dates, or none that any date keeps."""
        bounds = [one for one in (self.earliest, self.latest) if one]
        try:
            dates = [date.fromisoformat(one) for one in bounds]
        except ValueError:
            yield _("One of these bounds is not a date.")
        else:
            if dates != sorted(dates):
                yield _("No day is after the one and before the other of these bounds.")

    def read(self, typed: FormValues) -> Value | None:
        """The day (ISO 8601), within its bounds."""
        text = tidy(typed.get(self.field, ""))
        if not text:
            return None
        try:
            day = date.fromisoformat(text)
        except ValueError as refusal:
            raise NotAnAnswer(gettext("Please type a date that exists, such as 2026-02-28.")) from refusal
        if day.isoformat() != text:
            raise NotAnAnswer(gettext("Please type a date that exists, such as 2026-02-28."))
        if self.earliest and text < self.earliest:
            raise NotAnAnswer(gettext("Please choose %(day)s or a later day.", day=self.earliest))
        if self.latest and text > self.latest:
            raise NotAnAnswer(gettext("Please choose %(day)s or an earlier day.", day=self.latest))
        return text

    def plainly(self, value: Value, language: str) -> str:
        """The date."""
        return str(value)
