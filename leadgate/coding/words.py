"""The words of an answer, so that “prices” and “pricing”, “cheap” and “cheaper”, 「价格」 and 「價格」 are one.

English by stems, comparatives and superlatives by the adjective they are of, Chinese by dictionary words of simplified
signs; a word that is denied is another one than the same word said.
"""

import re
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from leadgate.coding.negation import denied
from leadgate.pii_detection.normalising import normalised

if TYPE_CHECKING:
    from snowballstemmer.english_stemmer import EnglishStemmer

STOPWORDS = Path(__file__).with_name("stopwords")
ADJECTIVES = Path(__file__).with_name("adjectives.txt")
NOT = "¬"
"""Begins the form of a word that is denied."""
_CHINESE = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_RUN = re.compile(rf"[{_CHINESE}]+|[^\W\d_{_CHINESE}]+(?:['’][^\W\d_{_CHINESE}]+)?|[.,;:!?。，；：！？\n]")
MOST = 400


def words_of(text: str) -> dict[str, str]:
    """The different words of a text, at most four hundred: the form they are compared in, and the one that was typed.

    Words that say nothing by themselves ("the", 「的」) are left out. What is denied has a form that begins with `NOT`.
    """
    found: dict[str, str] = {}
    tokens = list(_tokens(text))
    marks = denied([None if is_break(word) else word.casefold().replace("’", "'") for word, _typed in tokens])
    for (word, typed), is_denied in zip(tokens, marks, strict=True):
        bare = re.split(r"['’]", word)[0] if not _is_chinese(word) else word
        form = "" if is_break(word) else _form(bare)
        if form and form not in stopwords() and bare.casefold() not in stopwords():
            found.setdefault(f"{NOT}{form}" if is_denied else form, typed)
        if len(found) == MOST:
            break
    return found


def phrases(marks: str) -> list[str]:
    """What a marketer typed as words that mean a code: the phrases between commas or lines, each once."""
    typed = (" ".join(one.split()) for one in re.split(r"[,;\n，、；]", marks))
    return list({tuple(words_of(one)): one for one in typed if words_of(one)}.values())


def is_break(word: str) -> bool:
    """Whether it is a sign that ends a clause."""
    return not word[0].isalpha()


def _tokens(text: str) -> Iterator[tuple[str, str]]:
    """Each word as it is compared, before its stem is taken, and as it was typed."""
    plain = normalised(text)
    for run in _RUN.finditer(plain.text):
        pieces = _cutter()(run[0]) if _is_chinese(run[0]) else [run[0]]
        start = run.start()
        for piece in pieces:
            begin, end = plain.written(start, start + len(piece))
            yield piece, text[begin:end]
            start += len(piece)


def _is_chinese(run: str) -> bool:
    return run[0] >= "\u3400" and run[0].isalpha() and not run[0].isascii()


@cache
def _cutter() -> Callable[[str], list[str]]:
    # Its dictionary takes fifty megabytes, which only those pay who have Chinese answers.
    import rjieba

    cut: Callable[[str], list[str]] = rjieba.cut
    return cut


@cache
def _stemmer() -> "EnglishStemmer":
    # Brings the stemmers of 39 languages with it, which nobody should wait for who codes no answers.
    from snowballstemmer.english_stemmer import EnglishStemmer

    return EnglishStemmer()


def _form(word: str) -> str:
    return word if _is_chinese(word) else str(_stemmer().stemWord(_compared().get(word.casefold(), word.casefold())))


@cache
def _compared() -> dict[str, str]:
    """The adjective of each comparative and superlative that is made with an ending."""
    found: dict[str, str] = {}
    for adjective in ADJECTIVES.read_text(encoding="utf-8").split():
        stem = adjective[:-1] if adjective.endswith("e") else adjective
        stems = {stem, f"{stem}{stem[-1]}", f"{stem[:-1]}i" if stem.endswith("y") else stem}
        found |= {f"{one}{ending}": adjective for one in stems for ending in ("er", "est")}
    return found


@cache
def stopwords() -> frozenset[str]:
    """Words without a meaning of their own, in both languages, in their plain form."""
    files = (path.read_text(encoding="utf-8").split() for path in STOPWORDS.glob("*.txt"))
    return frozenset(form for words in files for word in words for form in (word, normalised(word).text))
