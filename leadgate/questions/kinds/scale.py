"""Points on a scale: recommending (NPS), satisfaction (CSAT), effort (CES), and a slider of one's own."""

from collections.abc import Iterator
from typing import ClassVar

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from msgspec import field

from leadgate.questions.errors import NotAnAnswer
from leadgate.questions.kinds.item import FormValues, Item, Sentence, Value, Words
from leadgate.questions.kinds.typed_numbers import plain_number, read_number

MOST_STEPS = 1_000


class Scale(Item, frozen=True, kw_only=True, omit_defaults=True):
    """What all scales have in common: words for both ends, and whole points between them."""

    shape: ClassVar[str] = "scale"
    points: ClassVar[range] = range(0)
    left: Words = field(default_factory=dict)
    right: Words = field(default_factory=dict)

    @property
    def offered(self) -> frozenset[str]:
        """The points."""
        return frozenset(str(point) for point in self.points)

    def texts(self) -> Iterator[Words]:
        """The question and its two ends."""
        yield from super().texts()
        yield from (words for words in (self.left, self.right) if words)

    def read(self, typed: FormValues) -> Value | None:
        """The point chosen."""
        text = typed.get(self.field, "").strip()
        if not text:
            return None
        if text not in self.offered:
            raise NotAnAnswer(gettext("Please choose from the answers shown."))
        return int(text)

    def codes(self, value: Value) -> frozenset[str]:
        """The point."""
        return frozenset([str(value)])

    def amount(self, value: Value) -> float | None:
        """The point, as a number."""
        assert isinstance(value, int | float)
        return float(value)

    def plainly(self, value: Value, language: str) -> str:
        """The point."""
        return str(value)


class Recommending(Scale, frozen=True, kw_only=True, omit_defaults=True, tag="nps"):
    """How likely somebody is to recommend it: 0 to 10 (Net Promoter Score)."""

    points: ClassVar[range] = range(11)


class Satisfaction(Scale, frozen=True, kw_only=True, omit_defaults=True, tag="csat"):
    """How satisfied somebody is: 1 to 5 (CSAT)."""

    points: ClassVar[range] = range(1, 6)


class Effort(Scale, frozen=True, kw_only=True, omit_defaults=True, tag="ces"):
    """How easy it was: 1 to 7 (Customer Effort Score 2.0)."""

    points: ClassVar[range] = range(1, 8)


class Slider(Scale, frozen=True, kw_only=True, omit_defaults=True, tag="slider"):
    """A number on a scale of one's own."""

    shape: ClassVar[str] = "slider"
    least: float = 0
    most: float = 100
    step: float = 1

    @property
    def offered(self) -> frozenset[str]:
        """None: there may be a thousand points."""
        return frozenset()

    def problems(self) -> Iterator[Sentence]:
        """A scale without a length, or with too many steps."""
        if not (self.step > 0 and self.least < self.most and (self.most - self.least) / self.step <= MOST_STEPS):
            yield _("A slider goes from a lower to a higher number, in a thousand steps at most.")

    def read(self, typed: FormValues) -> Value | None:
        """The number, on one of the steps."""
        number = read_number(typed.get(self.field, ""))
        if number is None:
            return None
        steps = (number - self.least) / self.step
        if not self.least <= number <= self.most or abs(steps - round(steps)) > 1e-6:
            raise NotAnAnswer(
                gettext(
                    "Please choose a number from %(least)s to %(most)s, in steps of %(step)s.",
                    least=plain_number(self.least),
                    most=plain_number(self.most),
                    step=plain_number(self.step),
                )
            )
        return number
