"""The lists of words in all languages, searched at once: one walk through a text, however long the lists are.

`words/<language>/<list>.txt` holds a term a line; "# …" begins a part of the list (`TermRole`). A term is searched
in its plain form (normalising.py). `*` stands for any word; at the end of a word for any letters or none ("suicid*"),
at its beginning for one letter or more ("*krebs"). Without one, a term's last word may be an English plural.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from importlib.resources import files

from babel import Locale

from leadgate.pii_detection.finding import SPECIAL, Sensed
from leadgate.pii_detection.normalising import plain
from leadgate.pii_detection.tokens import Token, tokens_of

LANGUAGES = ("de", "en", "es", "fr", "zh")
OF_ALL_LANGUAGES = "any"
ANY = "*"
_LONGEST_WORD = 40
_SHORTEST_PLURAL = 3
_LOCALES = {"zh": ("zh_Hans", "zh_Hant")}
_HOME = {
    "de": {"DE", "AT", "CH", "LI", "LU"},
    "en": {"GB", "US", "IE", "CA", "AU", "NZ"},
    "es": {"ES"},
    "fr": {"FR", "BE", "CH", "LU", "CA"},
    "zh": {"CN", "TW", "HK", "MO"},
}
"""Where a language is spoken by most: who comes from there says nothing of their origin in it."""
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"})


class TermRole(StrEnum):
    """What a term tells; the value begins a part of a list."""

    ALWAYS = "always about somebody"
    BESIDE = "beside a person"
    HAD = "had by a person"
    BEEN = "been by a person"
    KIND = "been by a person, or said beside one"
    COMING = "coming from a country"
    NOT_MEANT = "said without anybody being meant"
    PERSON = "a person"
    PRONOUN = "a person, in short"
    FIRST = "a person who is left out before it"
    COUNTRY = "a country"
    THING = "a thing"
    GOODS = "a thing that is bought and sent"
    TRADE = "what somebody works as"
    WORKING = "working somewhere"
    WORKPLACE = "where people work"
    WHOSE = "somebody's"
    YOU = "the person asked"
    HAVING = "having"
    BEING = "being"
    AS = "being, of a person who is left out"
    HERE = "being, behind what somebody is"
    COMMON = "tells the language"


@dataclass(frozen=True, slots=True)
class TermEntry:
    """What is known of a term."""

    language: str
    role: TermRole
    what: Sensed | None


@dataclass(frozen=True, slots=True)
class Hit:
    """A term in a text: of which words it is made, by their places in the text, and what it tells."""

    first: int
    last: int
    entry: TermEntry


_NOTHING: dict[str, "_Branch"] = {}


@dataclass(slots=True)
class _Branch:
    """What follows a word; what has nothing in it is one and the same, so that collecting garbage stays cheap."""

    entries: tuple[TermEntry, ...] = ()
    whole: dict[str, "_Branch"] = field(default_factory=lambda: _NOTHING)
    begin: dict[str, "_Branch"] = field(default_factory=lambda: _NOTHING)
    end: dict[str, "_Branch"] = field(default_factory=lambda: _NOTHING)

    def grown(self, word: str) -> "_Branch":
        if word.endswith(ANY):
            self.begin = self.begin or {}
            return self.begin.setdefault(word.rstrip(ANY), _Branch())
        if word.startswith(ANY):
            self.end = self.end or {}
            return self.end.setdefault(word.lstrip(ANY), _Branch())
        self.whole = self.whole or {}
        return self.whole.setdefault(word, _Branch())

    def along(self, token: Token) -> Iterator["_Branch"]:
        for word in token.readings:
            if branch := self.whole.get(word):
                yield branch
            if (self.begin or self.end) and len(word) <= _LONGEST_WORD:
                yield from (self.begin[word[:size]] for size in range(len(word) + 1) if word[:size] in self.begin)
                yield from (self.end[word[size:]] for size in range(1, len(word)) if word[size:] in self.end)


def hits(tokens: list[Token]) -> Iterator[Hit]:
    """Every term that stands in a text."""
    for first in range(len(tokens)):
        branches = [_grown()]
        for last in range(first, len(tokens)):
            branches = [further for branch in branches for further in branch.along(tokens[last])]
            if not branches:
                break
            yield from (Hit(first, last, entry) for branch in branches for entry in branch.entries)


@cache
def _grown() -> _Branch:
    root = _Branch()
    for language, role, what, term in _listed():
        for words in _forms(term, language):
            leaf = _leaf(root, words)
            leaf.entries = (*leaf.entries, _entry(language, role, what))
    return root


@cache
def _entry(language: str, role: TermRole, what: Sensed | None) -> TermEntry:
    return TermEntry(language, role, what)


def _listed() -> Iterator[tuple[str, TermRole, Sensed | None, str]]:
    """Every term of every list, and the countries as the Unicode Consortium names them."""
    for language in LANGUAGES:
        for name, what in [*((kind.value, kind) for kind in sorted(SPECIAL)), ("persons", None), ("not-meant", None)]:
            yield from ((language, role, what, term) for role, term in _terms(language, name))
        yield from ((language, TermRole.COUNTRY, None, name) for name in _countries(language))
    yield from ((OF_ALL_LANGUAGES, role, Sensed.HEALTH, term) for role, term in _terms(OF_ALL_LANGUAGES, "health"))


def _countries(language: str) -> Iterator[str]:
    """What the countries of others are called; "Myanmar (Burma)" is two names."""
    for locale in _LOCALES.get(language, (language,)):
        for code, name in Locale.parse(locale).territories.items():
            if code not in _HOME[language]:
                yield from (part.strip(" )") for part in re.split("[(（]| [-–] ", name) if part.strip(" )）"))


def _leaf(root: _Branch, words: list[str]) -> _Branch:
    branch = root
    for word in words:
        branch = branch.grown(word)
    return branch


def _terms(language: str, name: str) -> Iterator[tuple[TermRole, str]]:
    role = TermRole.ALWAYS
    for line in (files(__package__) / "words" / language / f"{name}.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("# "):
            role = TermRole(line.removeprefix("# "))
        elif line.strip():
            yield role, line.strip()


def _forms(term: str, language: str) -> Iterator[list[str]]:
    """The words of a term, as they stand in the list and as the language may change them."""
    words = [word for part in term.split() for word in _words(part)]
    yield words
    if language == "en" and len(words[-1]) >= _SHORTEST_PLURAL and words[-1].isalpha():
        yield [*words[:-1], f"{words[-1]}s"]
        yield [*words[:-1], f"{words[-1]}es"]
    if language == "de" and (spelt := term.translate(_UMLAUTS)) != term:
        yield [word for part in spelt.split() for word in _words(part)]


def _words(part: str) -> list[str]:
    if part == ANY or (part.isascii() and part.isalpha()):  # most of them: they are their own plain form
        return [part.casefold()]
    bare = [token.readings[0] for token in tokens_of(plain(part.strip(ANY)))]
    bare[0] = f"{ANY if part.startswith(ANY) else ''}{bare[0]}"
    bare[-1] = f"{bare[-1]}{ANY if part.endswith(ANY) else ''}"
    return bare
