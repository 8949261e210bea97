"""The structure of a survey of LimeSurvey (.lss): tables of its database as XML, of any version since 1.90."""

import re
from collections.abc import Collection, Mapping, Sequence
from typing import Any
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring
from flask_babel import lazy_gettext as _

from leadgate.questionnaires.definition import Definition
from leadgate.questions.kinds.item import Sentence
from leadgate.questions.kinds.typed_numbers import LARGEST
from leadgate.survey_formats.drafting import Drafting
from leadgate.survey_formats.errors import NotALimeSurvey, TooLargeForForm
from leadgate.survey_formats.expressions import comparisons, conditions
from leadgate.survey_formats.lss_about import About
from leadgate.survey_formats.lss_attributes import excluding, taken_over
from leadgate.survey_formats.lss_settings import named_attributes, named_columns
from leadgate.survey_formats.lss_tables import Line, LssTables, Words, expression_of, number

LARGEST_BYTES = 30_000_000
FREE = {"S": "short_text", "T": "long_text", "U": "long_text", "N": "number", "D": "date"}
CHOOSING = {**dict.fromkeys("L!OYG5", "choice"), **dict.fromkeys("MP", "choices"), "R": "ranking"}
SEVERAL_FIELDS = {"K": "number", "Q": "short_text"}
FIXED: dict[str, tuple[tuple[str, str, str], ...]] = {
    "Y": (("Y", "Yes", "是"), ("N", "No", "否")),
    "G": (("F", "Female", "女性"), ("M", "Male", "男性")),
    "5": tuple((str(one), str(one), str(one)) for one in range(1, 6)),
    "A": tuple((str(one), str(one), str(one)) for one in range(1, 6)),
    "B": tuple((str(one), str(one), str(one)) for one in range(1, 11)),
    "C": (("Y", "Yes", "是"), ("U", "Uncertain", "不確定"), ("N", "No", "否")),
    "E": (("I", "Increase", "增加"), ("S", "Same", "不變"), ("D", "Decrease", "減少")),
}
"""What LimeSurvey offers in kinds that have answers of their own."""
ARRAYS = "ABCEFH"
REPEATED = re.compile(r"\{(?:([A-Za-z]\w*)(?:\.shown|\.NAOK)?|[^{}\s][^{}]*)\}")
"""An expression in a text, and the question it is nothing but."""


def read(content: bytes) -> tuple[Definition, list[Sentence]]:
    """The survey a structure describes, and a sentence for each thing that is not in it.

    Raises:
        NotALimeSurvey: it is no XML, or not such a structure.
        TooLargeForForm: it is larger than a structure is.
    """
    if len(content) > LARGEST_BYTES:
        raise TooLargeForForm
    try:
        root: Element = fromstring(content)
    except (ParseError, DefusedXmlException, ValueError) as trouble:
        raise NotALimeSurvey from trouble
    if root.findtext("LimeSurveyDocType") != "Survey" or root.find("questions") is None:
        raise NotALimeSurvey
    return _Structure(LssTables(root)).read()


class _Structure:
    """The tables of a structure, and the survey that grows out of them."""

    def __init__(self, tables: LssTables) -> None:
        self.tables = tables
        self.draft = Drafting(tables.languages)

    def read(self) -> tuple[Definition, list[Sentence]]:
        """The survey, with what is left out of it."""
        groups = self.tables.merged("groups", "group_l10ns", "gid", ("group_name", "description"))
        for group, words in sorted(groups, key=lambda one: number(one[0].get("group_order", ""))):
            self._group(group, words)
        about = About(self.tables, self.draft).read()
        title = about.pop("title") or {self.draft.languages[0]: str(_("A survey from a form"))}
        return self.draft.made(title, **about), self.draft.left_out

    def _group(self, group: Line, words: Mapping[str, Words]) -> None:
        title = words.get("group_name", {})
        name = next(iter(title.values()), group.get("gid", ""))
        when = self._relevant(group, name)
        if drawn := group.get("randomization_group", ""):
            self.draft.leave_out_of(name, "randomization_group", drawn)
        self.draft.begin_section(title, self._said(name, words.get("description", {})), when)
        mine = [one for one in self.tables.questions if one[0].get("gid") == group.get("gid")]
        for row, texts in sorted(mine, key=lambda one: number(one[0].get("question_order", ""))):
            self._question(row, texts.get("question", {}), texts.get("help", {}), when)

    def _said(self, name: str, words: Words) -> Words:
        return self.draft.repeating(name, words, REPEATED)

    def _question(self, row: dict[str, str], label: Words, hint: Words, around: Sequence[dict[str, Any]]) -> None:
        kind, name = row.get("type", ""), row.get("title", "")
        label = self._said(name, label or {self.draft.languages[0]: name})
        only_if = self._relevant(row, name)
        for what, value in named_columns(row):
            self.draft.leave_out_of(name, what, value)
        if self._attributes(row).get("hidden") == "1":
            self.draft.leave_out(name, _("a question that is hidden has no place here."))
            return
        if kind == "X":
            self._named(row, ())
            self.draft.add_text(label, only_if)
            return
        if row.get("mandatory") == "S":
            self.draft.leave_out_of(name, "mandatory", "S")
        more: dict[str, Any] = {"hint": self._said(name, hint), "required": row.get("mandatory") == "Y"}
        more["only_if"] = [*around, *only_if]
        self._asked(row, label, more)

    def _asked(self, row: Line, label: Words, more: dict[str, Any]) -> None:
        kind, name = row.get("type", ""), row.get("title", "")
        if kind in FREE:
            self.draft.add(name, FREE[kind], label, **more, **self._taken_over(row, FREE[kind]))
        elif kind in SEVERAL_FIELDS:
            self._several(name, SEVERAL_FIELDS[kind], label, row, more)
        elif kind in ARRAYS:
            self._named(row, ())
            columns, rows = (
                self.draft.choices(*one) for one in ((name, self._codes(row)), (f"{name}/", self._parts(row)))
            )
            self.draft.add(name, "matrix", label, rows=rows, columns=columns, **more)
        elif chosen := CHOOSING.get(kind):
            self._choosing(name, chosen, label, row, more)
        else:
            self.draft.leave_out(name, _("leadgate has no question of this kind (%(kind)s).", kind=kind))

    def _attributes(self, row: Line) -> dict[str, str]:
        return self.tables.attributes.get(row.get("qid", ""), {})

    def _taken_over(self, row: Line, kind: str, also: Collection[str] = ()) -> dict[str, Any]:
        """What the attributes of a question say of it here; those that have no place are named."""
        made, taken = taken_over(kind, self._attributes(row), self.draft.languages)
        self._named(row, {*taken, *also})
        return made

    def _named(self, row: Line, taken: Collection[str]) -> None:
        for what, value in named_attributes(self._attributes(row), taken):
            self.draft.leave_out_of(row.get("title", ""), what, value)

    def _several(self, name: str, kind: str, label: Words, row: Line, more: dict[str, Any]) -> None:
        """A question of several fields is as many questions here, but for numbers whose sum is given."""
        if kind == "number" and (total := self._total(row)):
            made = self._taken_over(row, "constant_sum", ["equals_num_value"])
            things = self.draft.choices(name, self._parts(row))
            self.draft.add(name, "constant_sum", label, choices=things, total=total, **made, **more)
            return
        made = self._taken_over(row, kind, ["equals_num_value"])
        only_if = more.pop("only_if")
        for code, words in self._parts(row, is_apart=True):
            both = {tag: f"{label.get(tag, name)} – {words.get(tag, code)}" for tag in self.draft.languages}
            own = self._relevant(self._below(row, code), f"{name}_{code}")
            self.draft.add(f"{name}_{code}", kind, both, **more, **made, only_if=[*only_if, *own])

    def _total(self, row: Line) -> float | None:
        """What the numbers of a question add up to, where that is a number and not worked out from other answers."""
        told = self._attributes(row).get("equals_num_value", "").strip()
        try:
            return float(told) if told and 0 < float(told) <= LARGEST else None
        except ValueError:
            self.draft.leave_out(
                row.get("title", ""), _("a sum that is worked out has no place here: %(told)s", told=told)
            )
            return None

    def _choosing(self, name: str, kind: str, label: Words, row: Line, more: dict[str, Any]) -> None:
        offered = self._parts(row) if kind == "choices" else self._codes(row) or self._parts(row)
        choices = self.draft.choices(name, offered)
        for code in excluding(self._attributes(row)) if kind == "choices" else ():
            for one in choices:
                if one["key"] == self.draft.codes[name].get(code):
                    one["alone"] = True
        made = self._taken_over(row, kind, ["exclude_all_others"] if kind == "choices" else ())
        if row.get("type") in ("O", "P"):
            self.draft.leave_out(name, _("the comment beside an answer has no place here."))
        other = row.get("other") == "Y" and kind != "ranking"
        key = self.draft.add(name, kind, label, choices=choices, other=other, **made, **more)
        for code, _words in offered if kind == "choices" else ():
            # An expression names the tick of several as a question of its own, whose answer is Y.
            self.draft.names[f"{name}_{code}"] = key
            self.draft.codes[f"{name}_{code}"] = {"Y": self.draft.codes[name][code]}

    def _codes(self, row: Line) -> list[tuple[str, Words]]:
        if fixed := FIXED.get(row.get("type", "")):
            words = {"en": 1, "zh-Hant": 2}
            return [(one[0], {tag: one[words.get(tag, 1)] for tag in self.draft.languages}) for one in fixed]
        offered = self.tables.answers.get(row.get("qid", ""), {}).get("0", {})
        return [(code, words or {self.draft.languages[0]: code}) for code, words in offered.items()]

    def _parts(self, row: Line, *, is_apart: bool = False) -> list[tuple[str, Words]]:
        """The parts of a question; what one of them hangs on is named, where it does not become a question."""
        below = [one for one in self.tables.below if one[0].get("parent_qid") == row.get("qid")]
        mine = [one for one in below if one[0].get("scale_id", "") in ("0", "")]
        ordered = sorted(mine, key=lambda one: number(one[0].get("question_order", "")))
        for part, _words in ordered:
            told = part.get("relevance", "").strip()
            if told not in ("", "1") and not is_apart:
                name = f"{row.get('title', '')}_{part['title']}"
                self.draft.leave_out(
                    name, _("its condition cannot be said here, so everybody is asked it: %(told)s", told=told)
                )
        first, asked = self.draft.languages[0], row.get("title", "")
        return [
            (one["title"], self._said(asked, words.get("question") or {first: one["title"]})) for one, words in ordered
        ]

    def _below(self, row: Line, code: str) -> Line:
        mine = (
            one for one, _words in self.tables.below if one.get("parent_qid") == row.get("qid") and one["title"] == code
        )
        return {"relevance": next(mine).get("relevance", "")}

    def _relevant(self, row: Line, name: str) -> list[dict[str, Any]]:
        told = row.get("relevance", "").strip() or row.get("grelevance", "").strip()
        expressions = self.tables.rows_of_conditions(row) if told in ("", "1") else [comparisons(told)]
        found = [conditions(one, self.draft.names, self.draft.codes) if one else None for one in expressions]
        if None not in found:
            return [condition for one in found for condition in one or ()]
        self.draft.leave_out(
            name,
            _(
                "its condition cannot be said here, so everybody is asked it: %(told)s",
                told=told or expression_of(expressions),
            ),
        )
        return []
