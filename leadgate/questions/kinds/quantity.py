"""Numbers and dates."""

from collections.abc import Iterator
from datetime import date
from typing import Annotated, ClassVar

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from msgspec import Meta, field

from leadgate.foundation.web.forms import tidy
from leadgate.questions.errors import NotAnAnswer
from leadgate.questions.kinds.item import FormValues, Item, Sentence, Value, Words
from leadgate.questions.kinds.typed_numbers import plain_number, read_number


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
            raise NotAnAnswer(gettext("Please type %(least)s or more.", least=plain_number(self.least)))
        if self.most is not None and number > self.most:
            raise NotAnAnswer(gettext("Please type %(most)s or less.", most=plain_number(self.most)))
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
