"""Patterns for plain texts, and what is found by them."""

import re
from collections.abc import Callable, Iterator
from importlib.resources import files

from leadgate.pii_detection.finding import Finding, Sensed
from leadgate.pii_detection.normalising import plain


def pattern(written: str, flags: int = 0) -> re.Pattern[str]:
    """A pattern for plain texts; it may be written with accents and in traditional Chinese.

    Letters and figures are those of ASCII, so that a word or a number may stand right beside a Chinese sign.
    """
    return re.compile(plain(written), flags | re.ASCII)


def one_of(words: str) -> str:
    """The pattern of any of some words, which are parted by commas; `*` at an end of one stands for more letters."""
    spelt = [_spelt(word.strip()) for word in words.split(",") if word.strip()]
    return f"(?:{'|'.join(sorted(spelt, key=len, reverse=True))})"


def listed(name: str) -> str:
    """The pattern of any of the words in `words/beside/<name>.txt`, one a line, written as for `one_of`."""
    return one_of(",".join((files(__package__) / "words" / "beside" / f"{name}.txt").read_text("utf-8").splitlines()))


def _spelt(word: str) -> str:
    """A word of letters stands alone, one of Chinese signs anywhere."""
    if not plain(word[0]).isascii():
        return re.escape(word)
    begin = "" if word.startswith("*") else r"\b"
    end = r"\w*" if word.endswith("*") else "" if word.endswith(".") else r"\b"
    return f"{begin}{re.escape(word.strip('*'))}{end}"


def found_by(
    searched: re.Pattern[str],
    text: str,
    what: Sensed,
    group: int = 0,
    is_so: Callable[[str], bool] = lambda _: True,
) -> Iterator[Finding]:
    """Everything a pattern finds, where a check of it says so."""
    yield from (Finding(*found.span(group), what) for found in searched.finditer(text) if is_so(found[group]))


def digits_of(written: str) -> str:
    """A number without what parts its digits and letters."""
    return re.sub(r"[^0-9A-Za-z]", "", written)
