"""Words, as they are searched for: folded, and those of scripts without spaces as pairs of signs.

Pairs of signs are how CJK text is indexed where no dictionary is at hand (as Lucene's CJKAnalyzer does).
"""

import re
import unicodedata
from collections.abc import Iterator

MOST = 400
"""Of so many different words a post is found by."""
LONGEST = 40
_RUN = re.compile(r"\w+")
_SPACELESS = re.compile(r"[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003134f]+")


def words_of(text: str) -> list[str]:
    """The different words of a text, in order, at most four hundred."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return list(dict.fromkeys(word for run in _RUN.findall(folded) for word in _split(run)))[:MOST]


def _split(run: str) -> Iterator[str]:
    """A run of letters as words: what is written with spaces as it is, the rest in pairs of signs."""
    at = 0
    for found in _SPACELESS.finditer(run):
        if run[at : found.start()]:
            yield run[at : found.start()][:LONGEST]
        signs = found.group()
        yield from (signs[place : place + 2] for place in range(max(1, len(signs) - 1)))
        at = found.end()
    if run[at:]:
        yield run[at:][:LONGEST]
