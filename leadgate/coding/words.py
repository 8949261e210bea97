"""The words of an answer, so that “prices” and “pricing” are one: stems of English, dictionary words of Chinese."""

import re
import unicodedata
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from snowballstemmer.english_stemmer import EnglishStemmer

STOPWORDS = Path(__file__).with_name("stopwords")
_RUN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]+|[^\W\d_\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]+")
MOST = 400


def words_of(text: str) -> dict[str, str]:
    """The different words of a text, at most four hundred: the form they are compared in, and the one that was typed.

    Words that say nothing by themselves ("the", 「的」) are left out.
    """
    found: dict[str, str] = {}
    for word in _split(unicodedata.normalize("NFKC", text)):
        form = _form(word)
        if form not in stopwords() and word.casefold() not in stopwords():
            found.setdefault(form, word)
        if len(found) == MOST:
            break
    return found


def _split(text: str) -> Iterator[str]:
    for run in _RUN.findall(text):
        if _is_chinese(run):
            yield from _cutter()(run)
        else:
            yield run


def _is_chinese(run: str) -> bool:
    return run[0] >= "\u3400" and not run[0].isascii()


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
    return word if _is_chinese(word) else str(_stemmer().stemWord(word.casefold()))


@cache
def stopwords() -> frozenset[str]:
    """Words without a meaning of their own, in both languages."""
    return frozenset(word for path in STOPWORDS.glob("*.txt") for word in path.read_text(encoding="utf-8").split())
