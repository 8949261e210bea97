"""Answers whose authors never saw the lists of words, labelled with what stands in them, and how much is found.

Each line of a set is a language, the kinds of sensitive text that stand in it ("-" for none, "bare-name" for a name
with nothing beside it, which nothing here finds) and the text.
`python -m tests.questions.strangers` prints the figures.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from math import sqrt
from pathlib import Path

from leadgate.pii_detection.finding import SPECIAL, Sensed
from leadgate.pii_detection.senses import findings

NOTHING, BARE_NAME = "-", "bare-name"
HARMLESS, CATEGORIES, IDENTIFIERS = "harmless texts flagged", "special categories", "identifiers"
_OF_95_PERCENT = 1.96


@dataclass(frozen=True, slots=True)
class Labelled:
    """A text, and what stands in it."""

    language: str
    labels: frozenset[str]
    text: str

    @property
    def wanted(self) -> dict[str, frozenset[str]]:
        """What should be found, special categories and identifiers apart."""
        kinds = self.labels - {NOTHING, BARE_NAME}
        special = frozenset(kinds & {str(kind) for kind in SPECIAL})
        return {CATEGORIES: special, IDENTIFIERS: kinds - special}


@dataclass(frozen=True, slots=True)
class Rate:
    """How many of how many."""

    hit: int
    of: int

    @property
    def value(self) -> float:
        """The share."""
        return self.hit / self.of

    @property
    def interval(self) -> tuple[float, float]:
        """Wilson's interval of 95 %."""
        square = _OF_95_PERCENT**2
        middle = (self.value + square / (2 * self.of)) / (1 + square / self.of)
        half = _OF_95_PERCENT * sqrt(self.value * (1 - self.value) / self.of + square / (4 * self.of**2))
        half /= 1 + square / self.of
        return max(0.0, middle - half), min(1.0, middle + half)

    def __str__(self) -> str:
        low, high = self.interval
        return f"{self.hit}/{self.of} = {self.value:.3f} ({low:.2f}-{high:.2f})"


def sets() -> list[Path]:
    """The files of labelled texts."""
    return sorted(Path(__file__).parent.glob("*.tsv"))


def read(path: Path) -> list[Labelled]:
    """The texts of a set."""
    lines = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()]
    return [Labelled(language, frozenset(labels.split(",")), text) for language, labels, text in lines]


def rates(texts: list[Labelled]) -> dict[tuple[str, str], Rate]:
    """By what is counted and by language ("all" for every one) or kind: how much is found, or by mistake."""
    counted = sorted(_counted(texts))
    return {
        key: Rate(sum(hit for *_, hit in group), len(group))
        for key, group in ((key, list(group)) for key, group in groupby(counted, key=lambda one: one[:2]))
    }


def precision(texts: list[Labelled]) -> dict[str, Rate]:
    """Of the texts in which something of a kind is found, in how many it stands."""
    found, right = Counter[str](), Counter[str]()
    for one in texts:
        for what, kinds in _kinds_of(one).items():
            if kinds:
                found[what] += 1
                right[what] += bool(one.wanted[what])
    return {what: Rate(right[what], found[what]) for what in found}


def _kinds_of(one: Labelled) -> dict[str, set[Sensed]]:
    kinds = {finding.what for finding in findings(one.text)}
    if BARE_NAME in one.labels:
        kinds -= {Sensed.NAME}
    return {CATEGORIES: kinds & SPECIAL, IDENTIFIERS: kinds - SPECIAL}


def _counted(texts: list[Labelled]) -> Iterator[tuple[str, str, bool]]:
    for one in texts:
        kinds = _kinds_of(one)
        named = {str(kind) for found in kinds.values() for kind in found}
        for what, wanted in one.wanted.items():
            if wanted:
                yield from ((what, language, bool(kinds[what])) for language in ("all", one.language))
            yield from ((what, f"kind {kind}", kind in named) for kind in wanted)
        if one.labels == {NOTHING}:
            yield from ((HARMLESS, language, bool(named)) for language in ("all", one.language))
