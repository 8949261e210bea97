"""The structure of a survey of LimeSurvey (.lss): tables of its database as XML, of any version since 1.90."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring
from flask_babel import lazy_gettext as _

from leadgate.questions.kinds.item import Sentence
from leadgate.questions.kinds.typed_numbers import LARGEST
from leadgate.survey_formats.drafting import Drafting, language_tag, words_of
from leadgate.survey_formats.errors import NotALimeSurvey, TooLargeForForm
from leadgate.survey_formats.expressions import Comparison, comparisons, conditions
from leadgate.surveys.definition import Definition

LARGEST_BYTES = 30_000_000
Line = Mapping[str, str]
Words = dict[str, str]
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
    return _Structure(root).read()


def _table(root: Element, name: str) -> list[dict[str, str]]:
    rows = root.iterfind(f"{name}/rows/row")
    return [{cell.tag: cell.text or "" for cell in row} for row in rows]


class _Structure:
    """The tables of a structure, and the survey that grows out of them."""

    def __init__(self, root: Element) -> None:
        self.root = root
        named = [one.text or "" for one in root.iterfind("languages/language")]
        self.tags = {name: language_tag(name) for name in named} or {"en": "en"}
        self.draft = Drafting(list(dict.fromkeys(self.tags.values())))
        self.questions = self._merged("questions", "question_l10ns", "qid", ("question", "help"))
        self.below = self._merged("subquestions", "question_l10ns", "qid", ("question",))
        self.answers = self._answers()
        self.attributes = {
            (one.get("qid", ""), one.get("attribute", "")): one for one in _table(root, "question_attributes")
        }
        self.conditions = [one for one in _table(root, "conditions") if one.get("qid")]
        self.by_qid = {one["qid"]: one["title"] for one, _words in self.questions}

    def _merged(
        self, table: str, texts: str, key: str, what: Iterable[str]
    ) -> list[tuple[dict[str, str], dict[str, Words]]]:
        """Each row once, with its texts by language: they stand in it, or since version 4 in a table of their own."""
        found: dict[str, tuple[dict[str, str], dict[str, Words]]] = {}
        for row in [*_table(self.root, table), *_table(self.root, texts)]:
            if row.get("language") and row["language"] not in self.tags:
                continue
            known = found.get(row.get(key, ""))
            if known is None:
                if any(name in row for name in ("sid", "gid", "parent_qid")):
                    known = found.setdefault(row.get(key, ""), (row, {}))
                else:
                    continue
            tag = self.tags.get(row.get("language", ""), self.draft.languages[0])
            for name in what:
                if text := words_of(row.get(name, "")):
                    known[1].setdefault(name, {})[tag] = text
        return list(found.values())

    def _answers(self) -> dict[str, dict[str, dict[str, Words]]]:
        """Of each question, by scale, the words of each code, in their order."""
        texts: dict[str, Words] = {}
        for row in _table(self.root, "answer_l10ns"):
            texts.setdefault(row.get("aid", ""), {})[self.tags.get(row.get("language", ""), "en")] = words_of(
                row.get("answer", "")
            )
        found: dict[str, dict[str, dict[str, Words]]] = {}
        for row in sorted(_table(self.root, "answers"), key=lambda one: _number(one.get("sortorder", ""))):
            scale = found.setdefault(row.get("qid", ""), {}).setdefault(row.get("scale_id") or "0", {})
            words = scale.setdefault(row.get("code", ""), {})
            if "answer" in row and (tag := self.tags.get(row.get("language", ""))):
                words[tag] = words_of(row["answer"])
            words |= texts.get(row.get("aid", ""), {})
        return found

    def read(self) -> tuple[Definition, list[Sentence]]:
        """The survey, with what is left out of it."""
        groups = self._merged("groups", "group_l10ns", "gid", ("group_name", "description"))
        for group, words in sorted(groups, key=lambda one: _number(one[0].get("group_order", ""))):
            self.draft.begin_section(words.get("group_name", {}), words.get("description", {}))
            mine = [one for one in self.questions if one[0].get("gid") == group.get("gid")]
            for row, texts in sorted(mine, key=lambda one: _number(one[0].get("question_order", ""))):
                self._question(row, texts.get("question", {}), texts.get("help", {}), group)
        about = {
            self.tags[row["surveyls_language"]]: row
            for row in _table(self.root, "surveys_languagesettings")
            if row.get("surveyls_language") in self.tags
        }
        said = {
            ours: {tag: text for tag, row in about.items() if (text := words_of(row.get(theirs, "")))}
            for ours, theirs in (
                ("title", "surveyls_title"),
                ("intro", "surveyls_welcometext"),
                ("thanks", "surveyls_endtext"),
            )
        }
        title = said.pop("title") or {self.draft.languages[0]: str(_("A survey from a form"))}
        return self.draft.made(title, **said, quotas=list(self._quotas())), self.draft.left_out

    def _quotas(self) -> Iterator[dict[str, Any]]:
        """Quotas on one answer of one question; those on several together are left out."""
        members = _table(self.root, "quota_members")
        for quota in _table(self.root, "quota"):
            mine = [one for one in members if one.get("quota_id") == quota.get("id")]
            name = self.by_qid.get(mine[0].get("qid", ""), "") if len(mine) == 1 else ""
            code = self.draft.codes.get(name, {}).get(mine[0].get("code", "")) if name else None
            most = _number(quota.get("qlimit", ""))
            if code and most >= 1:
                yield {"question": self.draft.names[name], "code": code, "most": most}
            else:
                self.draft.leave_out(quota.get("name", ""), _("a quota counts one answer of one question here."))

    def _question(self, row: dict[str, str], label: Words, hint: Words, group: Line) -> None:
        kind, name = row.get("type", ""), row.get("title", "")
        label = label or {self.draft.languages[0]: name}
        if kind == "X":
            self.draft.add_text(label)
            return
        more: dict[str, Any] = {"hint": hint, "required": row.get("mandatory") in ("Y", "S")}
        more["only_if"] = [*self._relevant(group, name), *self._relevant(row, name)]
        if kind in FREE:
            self.draft.add(name, FREE[kind], label, **more)
        elif kind in SEVERAL_FIELDS:
            self._several(name, SEVERAL_FIELDS[kind], label, row, more)
        elif kind in ARRAYS:
            columns, rows = (
                self.draft.choices(*one) for one in ((name, self._codes(row)), (f"{name}/", self._parts(row)))
            )
            self.draft.add(name, "matrix", label, rows=rows, columns=columns, **more)
        elif chosen := CHOOSING.get(kind):
            self._choosing(name, chosen, label, row, more)
        else:
            self.draft.leave_out(name, _("leadgate has no question of this kind (%(kind)s).", kind=kind))

    def _several(self, name: str, kind: str, label: Words, row: Line, more: dict[str, Any]) -> None:
        """A question of several fields is as many questions here, but for numbers whose sum is given."""
        if kind == "number" and (total := self._total(row)):
            unit = words_of(self.attributes.get((row.get("qid", ""), "suffix"), {}).get("value", ""))
            things = self.draft.choices(name, self._parts(row))
            units = {"unit": dict.fromkeys(self.draft.languages, unit)} if unit else {}
            self.draft.add(name, "constant_sum", label, choices=things, total=total, **units, **more)
            return
        for code, words in self._parts(row):
            both = {tag: f"{label.get(tag, name)} – {words.get(tag, code)}" for tag in self.draft.languages}
            self.draft.add(f"{name}_{code}", kind, both, **more)

    def _total(self, row: Line) -> float | None:
        """What the numbers of a question add up to, where that is a number and not worked out from other answers."""
        told = self.attributes.get((row.get("qid", ""), "equals_num_value"), {}).get("value", "").strip()
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
        other = row.get("other") == "Y" and kind != "ranking"
        key = self.draft.add(name, kind, label, choices=choices, other=other, **more)
        for code, _words in offered if kind == "choices" else ():
            # An expression names the tick of several as a question of its own, whose answer is Y.
            self.draft.names[f"{name}_{code}"] = key
            self.draft.codes[f"{name}_{code}"] = {"Y": self.draft.codes[name][code]}

    def _codes(self, row: Line) -> list[tuple[str, Words]]:
        if fixed := FIXED.get(row.get("type", "")):
            words = {"en": 1, "zh-Hant": 2}
            return [(one[0], {tag: one[words.get(tag, 1)] for tag in self.draft.languages}) for one in fixed]
        offered = self.answers.get(row.get("qid", ""), {}).get("0", {})
        return [(code, words or {self.draft.languages[0]: code}) for code, words in offered.items()]

    def _parts(self, row: Line) -> list[tuple[str, Words]]:
        below = [one for one in self.below if one[0].get("parent_qid") == row.get("qid")]
        mine = [one for one in below if one[0].get("scale_id", "") in ("0", "")]
        ordered = sorted(mine, key=lambda one: _number(one[0].get("question_order", "")))
        first = self.draft.languages[0]
        return [(one["title"], words.get("question") or {first: one["title"]}) for one, words in ordered]

    def _relevant(self, row: Line, name: str) -> list[dict[str, Any]]:
        told = row.get("relevance", "").strip() or row.get("grelevance", "").strip()
        expression = self._older(row) if told in ("", "1") else comparisons(told)
        found = conditions(expression, self.draft.names, self.draft.codes) if expression else None
        if found is None:
            self.draft.leave_out(name, _("its condition cannot be said here: %(told)s", told=told))
        return found or []

    def _older(self, row: Line) -> tuple[str, list[Comparison]] | None:
        """Conditions as they stood before there were expressions: a row each, all of which hold."""
        mine = [one for one in self.conditions if one["qid"] == row.get("qid") and "type" in row]
        asked = [self.by_qid.get(one.get("cqid", ""), "") for one in mine]
        compared = [
            Comparison(name, one.get("method", "").strip() or "==", one.get("value", ""))
            for name, one in zip(asked, mine, strict=True)
        ]
        several = len({one.question for one in compared}) == 1 and len(compared) > 1
        return ("or" if several else "and", compared)


def _number(text: str) -> int:
    return int(text) if text.strip().lstrip("-").isdecimal() else 0
