"""Putting things in order."""

from collections.abc import Iterator
from typing import ClassVar

from flask_babel import gettext
from flask_babel import lazy_gettext as _

from leadgate.questions.errors import NotAnAnswer
from leadgate.questions.kinds.choice import Offering, twice
from leadgate.questions.kinds.item import FormValues, Sentence, Value, said

MOST = 20


class Ranking(Offering, frozen=True, kw_only=True, omit_defaults=True, tag="ranking"):
    """Things put in order by giving each a place; the last places may be left open."""

    shape: ClassVar[str] = "ranking"
    places: int = MOST
    """So many places are given at most: "your three most important ones"."""

    @property
    def most_places(self) -> int:
        """How many places there are to give."""
        return min(self.places, len(self.choices))

    def problems(self) -> Iterator[Sentence]:
        """Too little or too much to order."""
        if not 2 <= len(self.choices) <= MOST or self.places < 1:
            yield _("Between two and twenty things can be put in order.")
        yield from twice(self.choices)

    def read(self, typed: FormValues) -> Value | None:
        """The things by place, best first; places are given from the first on, each once."""
        placed: dict[str, str] = {}
        for one in self.choices:
            place = typed.get(f"{self.field}.{one.key}", "").strip()
            if not place:
                continue
            if place not in {str(number) for number in range(1, self.most_places + 1)}:
                raise NotAnAnswer(gettext("Please choose from the places shown."))
            if place in placed:
                raise NotAnAnswer(gettext("Place %(place)s was given twice. Please give each its own.", place=place))
            placed[place] = one.key
        if not placed:
            return None
        if {str(number) for number in range(1, len(placed) + 1)} != set(placed):
            raise NotAnAnswer(gettext("Please give the places from the first on, without leaving one out."))
        if self.required and len(placed) < self.most_places:
            raise NotAnAnswer(gettext("Please give all %(places)d places.", places=self.most_places))
        return [placed[str(number)] for number in range(1, len(placed) + 1)]

    def fields(self, value: Value) -> dict[str, list[str]]:
        """The place of each thing."""
        assert isinstance(value, list)
        return {f"{self.field}.{key}": [str(place)] for place, key in enumerate(value, start=1)}

    def codes(self, value: Value) -> frozenset[str]:
        """What stands first."""
        assert isinstance(value, list)
        return frozenset(value[:1])

    def plainly(self, value: Value, language: str) -> str:
        """The order in words."""
        labels = {one.key: said(one.label, language) for one in self.choices}
        assert isinstance(value, list)
        return " > ".join(labels.get(one, one) for one in value)
