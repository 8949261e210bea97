"""XLSForm (xlsform.org): a workbook with the sheets survey, choices and settings."""

import re
import zipfile
from collections.abc import Iterator, Mapping
from io import BytesIO
from typing import Any

from flask_babel import lazy_gettext as _

from leadgate.foundation.files.archives import UNPACKING
from leadgate.questions.kinds.item import Sentence
from leadgate.survey_formats.drafting import Drafting, language_tag, words_of
from leadgate.survey_formats.errors import NotAnXlsForm, TooLargeForForm
from leadgate.survey_formats.expressions import comparisons, conditions
from leadgate.surveys.definition import Definition

LARGEST_BYTES = 30_000_000
MOST_ROWS = 10_000
Line = dict[str, str]
KINDS = {"text": "short_text", "integer": "number", "decimal": "number", "range": "slider", "date": "date"}
CHOOSING = {"select_one": "choice", "select_multiple": "choices", "rank": "ranking"}
NOT_ASKED = (
    "start",
    "end",
    "today",
    "deviceid",
    "username",
    "phonenumber",
    "email",
    "audit",
    "calculate",
    "xml-external",
)
UNKNOWN = _("leadgate has no question of this kind (%(kind)s).")


def read(content: bytes) -> tuple[Definition, list[Sentence]]:
    """The survey a form describes, and a sentence for each thing that is not in it.

    Raises:
        NotAnXlsForm: it is no workbook, or has no sheet of questions.
        TooLargeForForm: it is larger than a form is, packed or unpacked.
    """
    sheets = _sheets(content)
    settings = next(iter(sheets.get("settings", [])), {})
    if not sheets.get("survey") or not {"type", "name"} <= sheets["survey"][0].keys() | {"name"}:
        raise NotAnXlsForm
    usual = language_tag(settings.get("default_language", "") or "en")
    draft = Drafting(_languages(sheets["survey"], usual))
    lists: dict[str, list[Line]] = {}
    for line in sheets.get("choices", []):
        lists.setdefault(line.get("list_name") or line.get("list name", ""), []).append(line)
    draft.begin_section({}, {})
    _Reader(draft, lists, usual).take(sheets["survey"])
    title = settings.get("form_title") or settings.get("form_id") or str(_("A survey from a form"))
    return draft.made(dict.fromkeys(draft.languages, title)), draft.left_out


def _sheets(content: bytes) -> dict[str, list[Line]]:
    from openpyxl import load_workbook  # dear to import, and few processes ever read a workbook
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        with zipfile.ZipFile(BytesIO(content)) as packed:
            if len(content) > LARGEST_BYTES or sum(one.file_size for one in packed.infolist()) > LARGEST_BYTES:
                raise TooLargeForForm
        book = load_workbook(BytesIO(content), read_only=True, data_only=True)
        return {sheet.title.strip().lower(): list(_lines(sheet)) for sheet in book.worksheets}
    except (InvalidFileException, SyntaxError, TypeError, AttributeError, *UNPACKING) as trouble:
        raise NotAnXlsForm from trouble


def _lines(sheet: Any) -> Iterator[Line]:
    rows = sheet.iter_rows(values_only=True, max_row=MOST_ROWS)
    head = [str(cell or "").strip() for cell in next(rows, ())]
    for row in rows:
        line = {name: _cell(cell) for name, cell in zip(head, row, strict=False) if name and cell is not None}
        if any(line.values()):
            yield {name.lower() if "::" not in name else name: text for name, text in line.items()}


def _cell(cell: Any) -> str:
    return str(int(cell)) if isinstance(cell, float) and cell == int(cell) else str(cell).strip()


def _languages(lines: list[Line], usual: str) -> list[str]:
    heads = dict.fromkeys(name for line in lines for name in line if name.partition("::")[0].strip().lower() == "label")
    found = [usual if "::" not in name else _tag(name, usual) for name in heads]
    return list(dict.fromkeys(found)) or [usual]


def _tag(head: str, usual: str) -> str:
    """Of a column such as `label::Français (fr)`."""
    named = head.partition("::")[2].strip()
    coded = re.search(r"\(([A-Za-z_-]+)\)", named)
    return language_tag(coded[1] if coded else named if len(named) <= 3 else "", usual)


class _Reader:
    """Takes the lines of a form one after the other."""

    def __init__(self, draft: Drafting, lists: Mapping[str, list[Line]], usual: str) -> None:
        self.draft, self.lists, self.usual = draft, lists, usual
        self.inside: list[list[dict[str, Any]]] = []
        self.repeats = 0

    def take(self, lines: list[Line]) -> None:
        """Take all lines; where one group is in another, its questions stand in a section of their own."""
        for line in lines:
            kind = " ".join(line.get("type", "").split())
            verb = kind.replace("_", " ").lower()
            if verb in ("begin group", "begin repeat"):
                self._begin(line, is_repeat=verb.endswith("repeat"))
            elif verb in ("end group", "end repeat"):
                self._end(is_repeat=verb.endswith("repeat"))
            elif kind and not self.repeats:
                self._question(line, kind)

    def _begin(self, line: Line, *, is_repeat: bool) -> None:
        if is_repeat:
            self.repeats += 1
            self.draft.leave_out(line.get("name", ""), _("what is asked several times over has no place here."))
        elif not self.repeats:
            self.inside.append(self._relevant(line))
            self.draft.begin_section(self._words(line, "label"), {})

    def _end(self, *, is_repeat: bool) -> None:
        if is_repeat:
            self.repeats = max(0, self.repeats - 1)
        elif not self.repeats:
            self.inside = self.inside[:-1]
            self.draft.begin_section({}, {})

    def _question(self, line: Line, kind: str) -> None:
        name, (verb, *rest) = line.get("name", ""), kind.split()
        label = self._words(line, "label") or self._words(line, "hint")
        if verb == "note":
            self.draft.add_text(label)
        elif verb in CHOOSING and rest:
            self._choosing(line, CHOOSING[verb], rest, label)
        elif verb in KINDS:
            self._add(line, self._kind_of(line, verb), label, **self._bounds(line, verb))
        elif verb not in NOT_ASKED:
            self.draft.leave_out(name, str(UNKNOWN) % {"kind": kind})

    def _kind_of(self, line: Line, verb: str) -> str:
        return "long_text" if verb == "text" and "multiline" in line.get("appearance", "") else KINDS[verb]

    def _bounds(self, line: Line, verb: str) -> dict[str, Any]:
        if verb == "range":
            given = dict(re.findall(r"(start|end|step)\s*=\s*(-?[\d.]+)", line.get("parameters", "")))
            named = {"start": "least", "end": "most", "step": "step"}
            return {named[what]: float(number) for what, number in given.items()} or {"least": 0, "most": 10}
        limits = dict(re.findall(r"\.\s*(>=|<=)\s*(-?\d+(?:\.\d+)?)", line.get("constraint", "")))
        bounds = {name: float(limits[sign]) for sign, name in ((">=", "least"), ("<=", "most")) if sign in limits}
        return bounds | ({"whole": True} if verb == "integer" else {}) if verb in ("integer", "decimal") else {}

    def _choosing(self, line: Line, kind: str, rest: list[str], label: dict[str, str]) -> None:
        name = line.get("name", "")
        offered = [(one.get("name", ""), self._words(one, "label")) for one in self.lists.get(rest[0], [])]
        choices = self.draft.choices(name, [(code, words or {self.usual: code}) for code, words in offered])
        other = {"other": True} if "or_other" in rest and kind != "ranking" else {}
        if line.get("choice_filter"):
            self.draft.leave_out(name, _("all its answers are shown; which are, cannot hang on another answer."))
        self._add(line, kind, label, choices=choices, **other)

    def _add(self, line: Line, kind: str, label: dict[str, str], **more: Any) -> None:
        required = line.get("required", "").lower() in ("yes", "true", "true()", "1", "y")
        only_if = [one for conditions in (*self.inside, self._relevant(line)) for one in conditions]
        hint = self._words(line, "hint") if self._words(line, "label") else {}
        words = label or {self.usual: line.get("name", "")}
        self.draft.add(line.get("name", ""), kind, words, hint=hint, required=required, only_if=only_if, **more)

    def _relevant(self, line: Line) -> list[dict[str, Any]]:
        told = line.get("relevant", "")
        if not told or told.lower() in ("yes", "true()"):
            return []
        plain = re.sub(r"\$\{([^}]+)\}", r"\1", told)
        plain = re.sub(r"selected\(\s*([\w.]+)\s*,\s*('[^']*'|\"[^\"]*\")\s*\)", r"\1 = \2", plain)
        expression = comparisons(plain)
        found = conditions(expression, self.draft.names, self.draft.codes) if expression else None
        if found is None:
            self.draft.leave_out(line.get("name", ""), _("its condition cannot be said here: %(told)s", told=told))
        return found or []

    def _words(self, line: Line, what: str) -> dict[str, str]:
        found = {}
        for head, text in line.items():
            if head.partition("::")[0].strip().lower() == what and text:
                found[self.usual if "::" not in head else _tag(head, self.usual)] = words_of(text)
        return {tag: text for tag, text in found.items() if text}
