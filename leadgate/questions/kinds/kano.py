"""Kano pairs: how somebody would feel with a feature, and without it (Kano et al. 1984)."""

from collections.abc import Iterator
from typing import ClassVar

from flask_babel import gettext
from flask_babel import lazy_gettext as _

from leadgate.questions.errors import NotAnAnswer
from leadgate.questions.kinds.choice import Choice, twice
from leadgate.questions.kinds.item import FormValues, Item, Sentence, Value, Words, said, told_of_each

FEELINGS = {
    "like": _("I like it"),
    "expect": _("I expect it"),
    "neutral": _("I do not mind"),
    "live_with": _("I can live with it"),
    "dislike": _("I dislike it"),
}
"""From the most to the least pleased."""
CLASSES = {
    "attractive": _("delights"),
    "one_dimensional": _("the more the better"),
    "must_be": _("must be there"),
    "indifferent": _("makes no difference"),
    "reverse": _("better without"),
    "questionable": _("contradicts itself"),
}
_TABLE = {
    "like": ("questionable", "attractive", "attractive", "attractive", "one_dimensional"),
    "expect": ("reverse", "indifferent", "indifferent", "indifferent", "must_be"),
    "neutral": ("reverse", "indifferent", "indifferent", "indifferent", "must_be"),
    "live_with": ("reverse", "indifferent", "indifferent", "indifferent", "must_be"),
    "dislike": ("reverse", "reverse", "reverse", "reverse", "questionable"),
}
MOST = 20


def class_of(present: str, absent: str) -> str:
    """What a feature is to somebody who feels like this with it and without it: the evaluation table."""
    return _TABLE[present][list(FEELINGS).index(absent)]


class Kano(Item, frozen=True, kw_only=True, omit_defaults=True, tag="kano"):
    """For each of several features two questions: with it, and without it."""

    shape: ClassVar[str] = "kano"
    features: tuple[Choice, ...]

    @property
    def offered(self) -> frozenset[str]:
        """Each feature with each class."""
        return frozenset(f"{one.key}:{what}" for one in self.features for what in CLASSES)

    def texts(self) -> Iterator[Words]:
        """The question and the features."""
        yield from super().texts()
        yield from (one.label for one in self.features)

    def problems(self) -> Iterator[Sentence]:
        """No features, or too many."""
        if not 1 <= len(self.features) <= MOST:
            yield _("One to twenty features can be asked about.")
        yield from twice(self.features)

    def read(self, typed: FormValues) -> Value | None:
        """How somebody feels with and without each feature."""
        found: dict[str, list[str]] = {}
        for one in self.features:
            pair = [typed.get(f"{self.field}.{one.key}.{half}", "") for half in ("with", "without")]
            if not any(pair):
                continue
            if not all(pair):
                raise NotAnAnswer(gettext("Please answer both questions about each feature."))
            if not set(FEELINGS).issuperset(pair):
                raise NotAnAnswer(gettext("Please choose from the answers shown."))
            found[one.key] = pair
        if self.required and len(found) < len(self.features):
            raise NotAnAnswer(gettext("Please answer both questions about each feature."))
        return dict(found) or None

    def fields(self, value: Value) -> dict[str, list[str]]:
        """Both feelings about each feature."""
        assert isinstance(value, dict)
        return {
            f"{self.field}.{feature}.{half}": [feeling]
            for feature, pair in value.items()
            for half, feeling in zip(("with", "without"), pair, strict=True)
        }

    def codes(self, value: Value) -> frozenset[str]:
        """Each feature with what it is to them."""
        assert isinstance(value, dict)
        return frozenset(f"{feature}:{class_of(*pair)}" for feature, pair in value.items())

    def plainly(self, value: Value, language: str) -> str:
        """Each feature with both feelings, in words."""
        labels = {one.key: said(one.label, language) for one in self.features}
        assert isinstance(value, dict)
        return told_of_each(
            (labels.get(feature, feature), f"{FEELINGS[present]} / {FEELINGS[absent]}")
            for feature, (present, absent) in value.items()
        )
