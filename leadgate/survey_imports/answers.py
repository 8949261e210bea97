"""What the cells of a row say to one question, as the form would have sent it: the question then reads it by its own
rules.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any

from flask_babel import force_locale, gettext
from flask_babel import lazy_gettext as _
from msgspec.structs import replace
from werkzeug.datastructures import MultiDict

from leadgate.foundation.installation import installation
from leadgate.questions.errors import NotAnAnswer
from leadgate.questions.kinds import (
    AnyItem,
    BestWorst,
    Choice,
    ConstantSum,
    Day,
    Kano,
    Matrix,
    Number,
    OneChoice,
    Ranking,
    SeveralChoices,
    Slider,
)
from leadgate.questions.kinds.choice import OTHER
from leadgate.questions.kinds.item import Sentence
from leadgate.questions.kinds.kano import FEELINGS
from leadgate.questions.kinds.typed_numbers import plain_number, read_number
from leadgate.survey_imports.days import day_of
from leadgate.survey_imports.targets import PLACE, WHOLE, WORDS
from leadgate.survey_imports.wording import is_something_else, plain

YES = {"yes", "y", "true", "1", "x", "✓", "✔", "☑", "checked", "selected", "ja", "oui", "sí", "是", "有", "✅"}
NO = {"no", "n", "false", "0", "-", "not selected", "nein", "non", "否", "沒有", "无"}
SEPARATORS = ("\n", ";", "|", ",", "、")
_PLACED = re.compile(r"[^\d.,-]*(\d{1,2})\D*")
"""A place as programs write it: `2`, `2nd choice`, `Rank 2`."""
Cells = Mapping[str, str]
"""What stands in the columns of a question, by the part they are read as."""
Typed = Iterator[tuple[str, str]]


class Answering:
    """Reads the cells of one question.

    Args:
        item: the question; whether it has to be answered was for whoever asked it to say.
        locale: of the language its numbers are written in.
        order: in which its days are written, where that is not seen.
    """

    def __init__(self, item: AnyItem, locale: str, order: str) -> None:
        self.item: AnyItem = replace(item, required=False)
        self.locale, self.order = locale, order

    def read(self, cells: Cells) -> Any:
        """The answer; None for none.

        Raises:
            NotAnAnswer: it cannot be one.
        """
        if isinstance(self.item, BestWorst):
            return self._best_worst(self.item, cells) or None
        fields = [(f"{self.item.field}{name}", text) for name, text in self._typed(cells) if text]
        return self.item.read(MultiDict(fields)) if fields else None

    def _typed(self, cells: Cells) -> Typed:
        """The fields of the form, by what stands behind the question's own name."""
        match self.item:
            case OneChoice():
                yield from self._one(cells)
            case SeveralChoices():
                yield from self._several(cells)
            case Ranking():
                yield from self._order(cells)
            case Matrix():
                points = _codes(self.item.columns)
                yield from ((f".{row}", self._known(text, points)) for row, text in cells.items() if text)
            case Kano():
                yield from ((f".{part}", self._known(text, _feelings())) for part, text in cells.items() if text)
            case Day():
                yield "", day_of(cells[WHOLE], self.order).isoformat() if cells[WHOLE] else ""
            case Number() | Slider() | ConstantSum():
                yield from ((f".{part}" if part else "", self._number(text)) for part, text in cells.items())
            case _:
                yield from ((f".{part}" if part else "", text) for part, text in cells.items())

    def _number(self, text: str) -> str:
        """A number of the file's language as the reader's writes it: in that it is read and, if need be, refused."""
        try:
            with force_locale(self.locale):
                number = read_number(text)
        except NotAnAnswer:
            return text
        return "" if number is None else plain_number(number)

    @cached_property
    def codes(self) -> Mapping[str, str]:
        """The answers by their names and labels."""
        found = _codes(getattr(self.item, "choices", ()))
        if OTHER not in self.item.offered:
            return found
        return {plain(one): OTHER for one in _in_every_language(_("something else"))} | found

    def code_of(self, text: str) -> str | None:
        """The answer that is called so; None where it is none of them."""
        code = self.codes.get(plain(text))
        return OTHER if code is None and OTHER in self.item.offered and is_something_else(text) else code

    def own_words(self, cells: Cells) -> list[str]:
        """What is none of the answers, and counts as something else."""
        if not isinstance(self.item, OneChoice | SeveralChoices) or OTHER not in self.item.offered:
            return []
        text = cells.get(WHOLE, "")
        pieces = _parted(text, self.codes) if isinstance(self.item, SeveralChoices) else [text]
        return [one for one in pieces if one and self.code_of(one) is None]

    def words_beside(self, cells: Cells) -> str:
        """The words for something else that stand beside another answer, which counts; they stay out."""
        text = cells.get(WHOLE, "")
        is_answer = isinstance(self.item, OneChoice) and bool(text) and self.code_of(text) not in (None, OTHER)
        return cells.get(WORDS, "") if is_answer else ""

    def _known(self, text: str, codes: Mapping[str, str]) -> str:
        if (found := codes.get(plain(text))) is None:
            raise NotAnAnswer(gettext("“%(text)s” is none of its answers.", text=text[:80]))
        return found

    def _one(self, cells: Cells) -> Typed:
        text, words = cells.get(WHOLE, ""), cells.get(WORDS, "")
        code = self.code_of(text) if text else None
        if text and code is None and OTHER in self.item.offered:
            code, words = OTHER, text if plain(words) in ("", plain(text)) else f"{text}, {words}"
        yield "", code or (self._known(text, self.codes) if text else "")
        yield f".{OTHER}", "" if self.words_beside(cells) else words

    def _several(self, cells: Cells) -> Typed:
        chosen = [code for code, text in cells.items() if code not in (WHOLE, WORDS) and self._is_ticked(code, text)]
        words, free = cells.get(WORDS, ""), list[str]()
        for text in _parted(cells.get(WHOLE, ""), self.codes):
            code = self.code_of(text)
            if code is None and OTHER in self.item.offered:
                code = OTHER
                free.append(text)
            chosen.append(code or self._known(text, self.codes))
        if free and plain(words) != plain(", ".join(free)):
            words = ", ".join(filter(None, (*free, words)))  # of several, all
        if OTHER in chosen and cells.get(OTHER, "").casefold() not in {*YES, *NO, ""} and not words:
            words = cells[OTHER]  # one column for it, with the words in it
        yield from (("", code) for code in chosen)
        yield f".{OTHER}", words

    def _is_ticked(self, code: str, text: str) -> bool:
        """Whether a column that stands for one answer says that it was chosen: by yes, or by the answer itself."""
        said = text.casefold()
        if not text or said in NO:
            return False
        if said in YES or self.codes.get(plain(text)) == code or code == OTHER:
            return True
        raise NotAnAnswer(gettext("“%(text)s” says neither yes nor no.", text=text[:80]))

    def _order(self, cells: Cells) -> Typed:
        for place, text in enumerate(_parted(cells.get(WHOLE, ""), self.codes), start=1):
            yield f".{self._known(text, self.codes)}", str(place)
        for part, text in cells.items():
            if part.startswith(PLACE) and text:
                yield f".{self._known(text, self.codes)}", part.removeprefix(PLACE)
            elif part != WHOLE:
                told = _PLACED.fullmatch(text)
                yield f".{part}", told[1] if told else text

    def _best_worst(self, item: BestWorst, cells: Cells) -> dict[str, list[str]]:
        """The sets as our own files have them: the numbers of what was shown, the best and the worst."""
        found = {}
        keys = [one.key for one in item.choices]
        for number in range(item.set_count):
            shown, *ends = (cells.get(f"{number + 1}.{end}", "") for end in ("shown", "best", "worst"))
            if not any((shown, *ends)):
                continue
            best, worst = (self._known(one, self.codes) for one in ends)
            numbers = [int(one) - 1 for one in shown.split() if one.isdecimal()]
            things = {keys[at] for at in numbers if 0 <= at < len(keys)}
            if len(things) != item.set_size or best == worst or not {best, worst} <= things:
                raise NotAnAnswer(gettext("Set %(number)d is not whole.", number=number + 1))
            found[str(number)] = [best, worst, *(key for key in keys if key in things - {best, worst})]
        return found


def _codes(choices: Sequence[Choice]) -> dict[str, str]:
    """Each choice by its name, and by its label in every language where no other is called so."""
    found: dict[str, str] = {}
    for one in choices:
        for label in one.label.values():
            found.setdefault(plain(label), one.key)
    return found | {plain(one.key): one.key for one in choices}


def _feelings() -> dict[str, str]:
    named = {plain(said): code for code, word in FEELINGS.items() for said in _in_every_language(word)}
    return named | {plain(code): code for code in FEELINGS}


def _in_every_language(word: Sentence) -> list[str]:
    """A word of ours in each language the installation speaks: a file may be in any."""
    found = []
    for tag in installation().settings.languages:
        with force_locale(tag.replace("-", "_")):
            found.append(str(word))
    return found


def _parted(text: str, codes: Mapping[str, str]) -> list[str]:
    """Several answers in one cell: by the sign that parts it into answers there are, else by the first it has.

    An answer may have the sign in its own words; of pieces that are one answer together the longest counts.
    """
    if not text or plain(text) in codes:
        return [text] if text else []
    ways = [_joined(text.split(sign), sign, codes) for sign in SEPARATORS if sign in text]
    return next((way for way in ways if all(plain(one) in codes for one in way)), ways[0] if ways else [text])


def _joined(pieces: Sequence[str], sign: str, codes: Mapping[str, str]) -> list[str]:
    found, at = [], 0
    while at < len(pieces):
        ends = range(len(pieces), at + 1, -1)
        end = next((one for one in ends if plain(sign.join(pieces[at:one])) in codes), at + 1)
        found.append(sign.join(pieces[at:end]).strip())
        at = end
    return [one for one in found if one]
