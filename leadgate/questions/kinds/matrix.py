"""Several statements on one scale: the Likert matrix."""

from collections.abc import Iterator
from typing import ClassVar

from flask_babel import gettext
from flask_babel import lazy_gettext as _

from leadgate.questions.errors import NotAnAnswer
from leadgate.questions.kinds.choice import Choice, keys_of, twice
from leadgate.questions.kinds.item import FormValues, Item, Sentence, Value, Words, said, told_of_each

MOST_ROWS, MOST_COLUMNS = 40, 11


class Matrix(Item, frozen=True, kw_only=True, omit_defaults=True, tag="matrix"):
    """One answer of the same scale for each of several statements."""

    shape: ClassVar[str] = "matrix"
    rows: tuple[Choice, ...]
    columns: tuple[Choice, ...]

    @property
    def offered(self) -> frozenset[str]:
        """Each statement with each point of the scale."""
        return frozenset(f"{row.key}:{column.key}" for row in self.rows for column in self.columns)

    def texts(self) -> Iterator[Words]:
        """The question, its statements and its scale."""
        yield from super().texts()
        yield from (one.label for one in (*self.rows, *self.columns))

    def problems(self) -> Iterator[Sentence]:
        """Too small or too large to answer."""
        if not (1 <= len(self.rows) <= MOST_ROWS and 2 <= len(self.columns) <= MOST_COLUMNS):
            yield _("It takes one to forty statements, and a scale of two to eleven points.")
        yield from twice(self.rows)
        yield from twice(self.columns)

    def read(self, typed: FormValues) -> Value | None:
        """The point chosen for each statement."""
        points, found = set(keys_of(self.columns)), {}
        for row in self.rows:
            if point := typed.get(f"{self.field}.{row.key}", ""):
                if point not in points:
                    raise NotAnAnswer(gettext("Please choose from the answers shown."))
                found[row.key] = point
        if self.required and 0 < len(found) < len(self.rows):
            raise NotAnAnswer(gettext("Please choose an answer in every line."))
        return found or None

    def fields(self, value: Value) -> dict[str, list[str]]:
        """The point of each statement."""
        assert isinstance(value, dict)
        return {f"{self.field}.{row}": [point] for row, point in value.items()}

    def codes(self, value: Value) -> frozenset[str]:
        """Each statement with its point."""
        assert isinstance(value, dict)
        return frozenset(f"{row}:{point}" for row, point in value.items())

    def plainly(self, value: Value, language: str) -> str:
        """Each statement with its point, in words."""
        labels = {one.key: said(one.label, language) for one in (*self.rows, *self.columns)}
        points = {one.key: said(one.label, language) for one in self.columns}
        assert isinstance(value, dict)
        return told_of_each((labels.get(row, row), str(points.get(point, point))) for row, point in value.items())
