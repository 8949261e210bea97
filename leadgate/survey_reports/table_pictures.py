"""Tables of two questions as a page shows them: who gave both of two answers, in per cent, and whether by chance."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _

from leadgate.questions.kinds import AnyItem, said
from leadgate.survey_analysis import parts
from leadgate.survey_reports.part_words import code_words
from leadgate.surveys.answer_words import labels_of, lines_of

TOLD_OF_ALL = {
    parts.LANGUAGE: _("Language"),
    parts.SOURCE: _("Where they came from"),
    parts.VERSION: _("Version of the survey"),
    parts.ORIGIN: _("How they came"),
    parts.MONTH: _("Month"),
}


@dataclass(frozen=True, slots=True)
class TableCell:
    """Who gave both of two answers; nothing where that is hidden, no share where its base is."""

    count: int | None
    of_row: float | None
    of_column: float | None


@dataclass(frozen=True, slots=True)
class TablePicture:
    """A table of two questions.

    Args:
        rows, columns: what they are.
        column_labels: the answers in the columns.
        lines: each answer in the rows with its cells; none while the table is worked out, or where nothing is shown.
        test: how strongly both go together, in words; empty where that is not asked.
        is_held: whether nothing is shown beside what else is.
        is_few: whether too few gave both.
        is_weighted: whether shares are weighted; None where nothing is.
    """

    rows: str
    columns: str
    column_labels: Sequence[str] = ()
    lines: Sequence[tuple[str, Sequence[TableCell]]] = ()
    test: str = ""
    is_held: bool = False
    is_few: bool = False
    is_weighted: bool | None = None

    @property
    def title(self) -> str:
        """What it is of."""
        return f"{self.rows} × {self.columns}"

    @property
    def hides(self) -> bool:
        """Whether any of its cells is hidden."""
        return any(cell.count is None for _label, cells in self.lines for cell in cells)


@dataclass(frozen=True)
class Sides:
    """What can stand in the rows and columns of tables, in the reader's language.

    Args:
        items: the questions by key.
        codes: the names of the codes of answers in words.
        language: of the reader.
    """

    items: Mapping[str, AnyItem]
    codes: Mapping[str, str]
    language: str

    def offered(self, whole: Mapping[str, Any]) -> list[tuple[str, str]]:
        """Their names and words: questions, and of everybody only what is different for some.

        Args:
            whole: the report of everybody.
        """
        told = [name for name in parts.TOLD_OF_ALL if len(whole.get(f"{name.removeprefix('.')}s", ())) > 1]
        shown = whole.get("questions", {})
        named = [one for one in parts.sides_of(self.items) if self._can_stand(shown.get(one.partition(parts.LINE)[0]))]
        return [(one, self.label(one)) for one in [*named, *told, parts.MONTH]]

    @staticmethod
    def _can_stand(found: Mapping[str, Any] | None) -> bool:
        return bool(found and (found.get("rows") or found.get("lines") or found.get("bins")))

    def label(self, side: str) -> str:
        """What a side is called."""
        name, _colon, line = side.partition(parts.LINE)
        item = self.items.get(name)
        if item is None:
            return str(TOLD_OF_ALL.get(name, name))
        label = said(item.label, self.language)
        return f"{label} {lines_of(item, self.language).get(line, line)}" if line else label

    def words(self, side: str, found: Sequence[str]) -> list[str]:
        """The answers of a side."""
        name = side.partition(parts.LINE)[0]
        item = self.items.get(name)
        known = {**self.codes, **labels_of(item, self.language)} if item else {}
        return [known.get(code, code) if item else code_words(name, code) for code in found]

    def picture(self, name: str, found: Mapping[str, Any] | None) -> TablePicture:
        """A table somebody asked for; without figures while they are worked out."""
        rows, columns = parts.sides_of_table(name)
        if found is None or "cells" not in found:
            told = found or {}
            return TablePicture(self.label(rows), self.label(columns), is_held="held" in told, is_few="few" in told)
        return self.of(found)

    def of(self, found: Mapping[str, Any]) -> TablePicture:
        """A table with its figures."""
        cells = [
            [TableCell(*one) for one in zip_longest(*lines)]
            for lines in zip(found["cells"], found["row_shares"], found["column_shares"], strict=True)
        ]
        labels = self.words(found["rows"], found["row_codes"])
        return TablePicture(
            self.label(found["rows"]),
            self.label(found["columns"]),
            self.words(found["columns"], found["column_codes"]),
            [*zip(labels, cells, strict=True)],
            _test(found),
            is_weighted=found.get("weighted"),
        )


def _test(found: Mapping[str, Any]) -> str:
    """How strongly both sides go together; said as far as it follows from the cells that are shown."""
    match found:
        case {"rough": True, "strength": None}:
            return "p < 0.05"
        case {"rough": True, "strength": strength}:
            return str(gettext("strength at least %(strength)s, p < 0.05", strength=f"{strength:.2f}"))
        case {"p": p, "strength": strength} | {"test": {"p": p, "strength": strength, "least": False}}:
            return _exactly(p, strength)
        case {"test": {"p": p, "strength": strength}}:
            named = {"strength": f"{strength:.2f}", "p": f"{max(p, 0.001):.3f}"}
            return str(gettext("strength at least %(strength)s, p at most %(p)s", **named))
        case {"test": None}:
            return str(gettext("Not tested: the result would tell what is hidden."))
        case _:
            return str(gettext("Not tested: one person can give several of these answers."))


def _exactly(p: float, strength: float) -> str:
    told = "< 0.001" if p < 0.001 else f"= {p:.3f}"
    return str(gettext("strength %(strength)s, p %(p)s", strength=f"{strength:.2f}", p=told))
