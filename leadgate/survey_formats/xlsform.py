"""XLSForm (xlsform.org): a workbook with the sheets survey, choices and settings."""

import re
import zipfile
from collections.abc import Collection, Iterator, Mapping
from io import BytesIO
from typing import Any

from flask_babel import lazy_gettext as _

from leadgate.foundation.files.archives import UNPACKING
from leadgate.questionnaires.definition import Definition
from leadgate.questions.kinds.item import Sentence
from leadgate.survey_formats.constraints import bounds_of
from leadgate.survey_formats.drafting import Drafting, language_tag, words_of
from leadgate.survey_formats.errors import NotAnXlsForm, TooLargeForForm
from leadgate.survey_formats.expressions import comparisons, conditions

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
    "xml-external",
)
UNDERSTOOD = {"type", "name", "label", "hint", "required", "relevant", "constraint", "choice_filter", "parameters"}
LOOKS = {"appearance", "disabled", "list_name", "list name"}
"""Of appearance only `multiline` says more than how something looks."""
OF_SETTINGS = {
    "form_title",
    "form_id",
    "id_string",
    "default_language",
    "version",
    "style",
    "instance_name",
    "namespaces",
}
OF_SETTINGS |= {"allow_choice_duplicates", "public_key", "submission_url", "auto_send", "auto_delete", "instance_xmlns"}
REPEATED = re.compile(r"\$\{([^}]+)\}")
NUMBER = re.compile(r"-?\d+(\.\d+)?")
SET = re.compile(r"([\w-]+)\s*=\s*(\S+)")
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
    for name, value in settings.items():
        if name.partition("::")[0] not in OF_SETTINGS:
            draft.leave_out_of("settings", name, value)
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
            if _is_yes(line.get("disabled", "")):
                continue
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
            self._leave_out_of(line, but={"required", "constraint"})
            self.draft.begin_section(self._words(line, "label"), {}, self._around())

    def _end(self, *, is_repeat: bool) -> None:
        if is_repeat:
            self.repeats = max(0, self.repeats - 1)
        elif not self.repeats:
            self.inside = self.inside[:-1]
            self.draft.begin_section({}, {}, self._around())

    def _around(self) -> list[dict[str, Any]]:
        return [one for conditions in self.inside for one in conditions]

    def _question(self, line: Line, kind: str) -> None:
        name, (verb, *rest) = line.get("name", ""), kind.split()
        if verb in NOT_ASKED:
            return
        label = self._words(line, "label") or self._words(line, "hint")
        is_known = verb in KINDS or verb == "note" or (verb in CHOOSING and bool(rest))
        if not is_known:
            self.draft.leave_out(name, str(UNKNOWN) % {"kind": kind})
            return
        self._leave_out_of(line)
        if verb == "note":
            self.draft.add_text(label, self._relevant(line))
        elif verb in CHOOSING:
            self._choosing(line, verb, rest, label)
        else:
            more = self._range(line) if verb == "range" else self._bounds(line, verb)
            self._add(line, self._kind_of(line, verb), label, **more)

    def _leave_out_of(self, line: Line, but: Collection[str] = ()) -> None:
        """Name each column that says something of a question and has no place here."""
        for head, value in line.items():
            column = head.partition("::")[0].strip().lower()
            if value and column not in LOOKS and (column not in UNDERSTOOD or column in but):
                self.draft.leave_out_of(line.get("name", ""), head, value)

    def _set(self, line: Line, names: Collection[str]) -> dict[str, str]:
        """The parameters of a question that are among some; the others are named."""
        given = dict(SET.findall(line.get("parameters", "")))
        for name, value in given.items():
            if name not in names:
                self.draft.leave_out_of(line.get("name", ""), name, value)
        return {name: value for name, value in given.items() if name in names}

    def _kind_of(self, line: Line, verb: str) -> str:
        return "long_text" if verb == "text" and "multiline" in line.get("appearance", "") else KINDS[verb]

    def _range(self, line: Line) -> dict[str, Any]:
        named = {"start": "least", "end": "most", "step": "step"}
        given = self._set(line, named)
        self._bounds(line, "range")
        found = {named[what]: float(number) for what, number in given.items() if NUMBER.fullmatch(number)}
        return found or {"least": 0, "most": 10}

    def _bounds(self, line: Line, verb: str) -> dict[str, Any]:
        """What its constraint asks for, where all of it can be said here; named where not."""
        told, whole = line.get("constraint", ""), {"whole": True} if verb == "integer" else {}
        bounds = bounds_of(told, verb) if told else {}
        if bounds is None:
            self.draft.leave_out(line.get("name", ""), _("its constraint cannot be said here: %(told)s", told=told))
        if verb != "range":
            self._set(line, ["randomize"] if verb in CHOOSING else [])
        return (bounds or {}) | whole

    def _choosing(self, line: Line, verb: str, rest: list[str], label: dict[str, str]) -> None:
        name, listed = line.get("name", ""), self.lists.get(rest[0], [])
        offered = [(one.get("name", ""), self._words(one, "label", name)) for one in listed]
        choices = self.draft.choices(name, [(code, words or {self.usual: code}) for code, words in offered])
        more = self._bounds(line, verb)
        if "or_other" in rest and verb != "rank":
            more["other"] = True
        if "randomize=true" in "".join(line.get("parameters", "").lower().split()):
            more["shuffle"] = True
        if line.get("choice_filter"):
            self.draft.leave_out(name, _("all its answers are shown; which are, cannot hang on another answer."))
        if any(head.lower().partition("::")[0] in ("image", "media") for one in listed for head in one):
            self.draft.leave_out(name, _("the pictures of its answers are not in the file; they can be added here."))
        self._add(line, CHOOSING[verb], label, choices=choices, **more)

    def _add(self, line: Line, kind: str, label: dict[str, str], **more: Any) -> None:
        told = line.get("required", "")
        if told and not _is_yes(told) and told.lower() not in ("no", "false", "false()", "0", "n"):
            self.draft.leave_out_of(line.get("name", ""), "required", told)
        only_if = [*self._around(), *self._relevant(line)]
        hint = self._words(line, "hint") if any(head.startswith("label") for head in line) else {}
        words = label or {self.usual: line.get("name", "")}
        self.draft.add(line.get("name", ""), kind, words, hint=hint, required=_is_yes(told), only_if=only_if, **more)

    def _relevant(self, line: Line) -> list[dict[str, Any]]:
        told = line.get("relevant", "")
        if not told or told.lower() in ("yes", "true()"):
            return []
        plain = re.sub(r"\$\{([^}]+)\}", r"\1", told)
        plain = re.sub(r"selected\(\s*([\w.]+)\s*,\s*('[^']*'|\"[^\"]*\")\s*\)", r"\1 = \2", plain)
        expression = comparisons(plain)
        found = conditions(expression, self.draft.names, self.draft.codes) if expression else None
        if found is None:
            self.draft.leave_out(
                line.get("name", ""),
                _("its condition cannot be said here, so everybody is asked it: %(told)s", told=told),
            )
        return found or []

    def _words(self, line: Line, what: str, asked: str = "") -> dict[str, str]:
        """The words of a line in each language, with earlier answers repeated in them; of an answer, to a question."""
        found = {}
        for head, text in line.items():
            if head.partition("::")[0].strip().lower() == what and text:
                found[self.usual if "::" not in head else _tag(head, self.usual)] = words_of(text)
        said = {tag: text for tag, text in found.items() if text}
        return self.draft.repeating(asked or line.get("name", ""), said, REPEATED)


def _is_yes(told: str) -> bool:
    return told.lower() in ("yes", "true", "true()", "1", "y")
