"""Special categories that no list names, by a linear model over words and letters: "we light the candles on Friday".

A text is cut into pieces of a few sentences. Of each piece the model knows how much every word, pair of words and
group of letters speaks for each category or for none; it says nothing unless together they speak clearly. What it
finds is where those stand that spoke most. It is made by `python -m bench.sensitive` and lies in `learnt.bin`.
"""

import re
import zlib
from array import array
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import exp, log, sqrt
from sys import byteorder
from typing import Any, Literal

from leadgate.pii_detection.finding import Finding, Sensed

CountedFeature = tuple[int, int, int]
"""The checksum of a word, a pair of words or a group of letters, and where it begins and ends."""
KINDS = (Sensed.HEALTH, Sensed.BELIEF, Sensed.POLITICS, Sensed.ORIGIN, Sensed.SEXUALITY, Sensed.OFFENCE)
_OUTCOMES = len(KINDS) + 1
DOUBTFUL = -0.5
"""Below this clarity what a list finds is looked past: nothing special is rather likelier than something."""
_READ = 4_000
_PIECE = 240
_LETTERS, _SIGNS = (3, 4, 5), (1, 2, 3)
_SHORT = 3
_HAN = "\u3400-\u9fff"
_RUN = re.compile(rf"[{_HAN}]+|[^\W_{_HAN}]+")
_SENTENCE = re.compile(r"[^.!?。！？;；\n]+[.!?。！？;；\n]*")
_FIGURE = re.compile(r"\d")
_WORTH = 0.2
"""What a word at the edge must weigh of the weightiest to be shown with it."""
_WIDEST_WORDS, _WIDEST_SIGNS = 4, 6


@dataclass(frozen=True, slots=True)
class LearntModel:
    """What was learnt.

    Args:
        places: of each known feature, by its checksum, which one it is.
        rarity: how seldom each is.
        weights: for each, how it speaks for every outcome; none comes last.
        scale: what the weights have to be multiplied by.
        biases: where every outcome begins.
        least: how clearly something must be said to be a finding.
    """

    places: dict[int, int]
    rarity: Sequence[float]
    weights: Sequence[int]
    scale: float
    biases: Sequence[float]
    least: float

    def outcomes(self, features: Counter[int]) -> list[float]:
        """How likely each outcome is."""
        shares = self._shares(features)
        sums = [
            bias + sum(share * self.weights[place * _OUTCOMES + outcome] for place, share in shares) * self.scale
            for outcome, bias in enumerate(self.biases)
        ]
        powers = [exp(one - max(sums)) for one in sums]
        return [power / sum(powers) for power in powers]

    def said(self, feature: int, kind: int) -> float:
        """How much one feature speaks for a kind rather than for none."""
        place = self.places.get(feature)
        if place is None:
            return 0.0
        first = place * _OUTCOMES
        return self.rarity[place] * (self.weights[first + kind] - self.weights[first + _OUTCOMES - 1])

    def _shares(self, features: Counter[int]) -> list[tuple[int, float]]:
        known = [(self.places[one], count) for one, count in features.items() if one in self.places]
        shares = [(place, (1 + log(count)) * self.rarity[place]) for place, count in known]
        length = sqrt(sum(share * share for _, share in shares)) or 1.0
        return [(place, share / length) for place, share in shares]


@dataclass(frozen=True, slots=True)
class JudgedPiece:
    """A few sentences of a text.

    Args:
        start: where they begin.
        end: where they end.
        clarity: how clearly something special is said, below zero if rather nothing is.
        said: what it is and where, if it is said clearly.
    """

    start: int
    end: int
    clarity: float
    said: Finding | None


def clarity(outcomes: Sequence[float]) -> float:
    """How clearly something special is said: the logarithm of the odds."""
    nothing = min(max(outcomes[-1], 1e-9), 1 - 1e-9)
    return log((1 - nothing) / nothing)


def pieces_of(text: str) -> Iterator[JudgedPiece]:
    """The pieces of a plain text and what is said in them; what stands behind the first 4,000 signs is not read."""
    for start, end in _cut_up(text):
        piece = text[start:end]
        features = list(features_of(piece))
        outcomes = model().outcomes(Counter(feature for feature, *_ in features))
        clear = clarity(outcomes)
        said = _finding(piece, start, features, outcomes) if features and clear >= model().least else None
        yield JudgedPiece(start, end, clear, said)


def is_doubtful(text: str, found: Finding) -> bool:
    """Whether rather nothing special is said in the sentence in which something was found."""
    around = (one for one in _SENTENCE.finditer(text, 0, _READ) if one.start() <= found.start < one.end())
    sentence = next(around, None)
    return sentence is not None and _clarity_of(sentence[0]) < DOUBTFUL


def features_of(piece: str) -> Iterator[CountedFeature]:
    """What is counted in a piece of plain text: words, pairs of words, Chinese signs and groups of letters."""
    before: tuple[str, int] | None = None
    for run in _RUN.finditer(_FIGURE.sub("0", piece)):
        word, at = run[0].lower(), run.start()
        if "\u3400" <= word[0] <= "\u9fff":
            yield from _cut("h", word, _SIGNS, at)
            before = None
            continue
        yield _sum(f"w{word}"), at, run.end()
        if len(word) > _SHORT:
            yield from ((feature, at, run.end()) for feature, *_ in _cut("c", f"<{word}>", _LETTERS, at))
        if before:
            yield _sum(f"b{before[0]} {word}"), before[1], run.end()
        before = word, at


def _cut(mark: str, word: str, sizes: Sequence[int], at: int) -> Iterator[CountedFeature]:
    for size in sizes:
        for first in range(len(word) - size + 1):
            yield _sum(mark + word[first : first + size]), at + first, at + first + size


def _sum(feature: str) -> int:
    return zlib.crc32(feature.encode())


def _cut_up(text: str) -> Iterator[tuple[int, int]]:
    start = end = 0
    for sentence in _SENTENCE.finditer(text, 0, min(len(text), _READ)):
        if end - start and sentence.end() - start > _PIECE:
            yield start, end
            start = sentence.start()
        end = sentence.end()
    if end > start:
        yield start, end


def _clarity_of(piece: str) -> float:
    return clarity(model().outcomes(Counter(feature for feature, *_ in features_of(piece))))


def _finding(piece: str, offset: int, features: list[CountedFeature], outcomes: list[float]) -> Finding:
    kind = max(range(len(KINDS)), key=outcomes.__getitem__)
    start, end = _weightiest(piece, features, kind)
    return Finding(offset + start, offset + end, KINDS[kind])


def _weightiest(piece: str, features: list[CountedFeature], kind: int) -> tuple[int, int]:
    """Where the words stand that say most."""
    words = [(one.start(), one.end()) for one in re.finditer(rf"[{_HAN}]|[^\W_{_HAN}]+", piece)]
    weights = [0.0] * len(words)
    which = {sign: number for number, (start, end) in enumerate(words) for sign in range(start, end)}
    for feature, start, end in features:
        touched = sorted({which[sign] for sign in range(start, end) if sign in which})
        for number in touched:
            weights[number] += model().said(feature, kind) / len(touched)
    wide = min(len(words), _WIDEST_SIGNS if "\u3400" <= piece[words[0][0]] <= "\u9fff" else _WIDEST_WORDS)
    first = max(range(len(words) - wide + 1), key=lambda place: sum(weights[place : place + wide]))
    shown = [place for place in range(first, first + wide) if weights[place] >= max(weights) * _WORTH]
    return words[min(shown, default=first)][0], words[max(shown, default=first)][1]


@cache
def model() -> LearntModel:
    """The model that was made, read with the first text."""
    return read(zlib.decompress((files(__package__) / "learnt.bin").read_bytes()))


def read(packed: bytes) -> LearntModel:
    """A model as it is kept: how many features, scale, least clarity, biases; checksums, rarities, weights."""
    head = _numbers("f", packed[: 4 * (3 + _OUTCOMES)])
    size, at = int(head[0]), 4 * (3 + _OUTCOMES)
    sums = _numbers("I", packed[at : at + 4 * size])
    rarity = _numbers("f", packed[at + 4 * size : at + 8 * size])
    places = {one: place for place, one in enumerate(sums)}
    return LearntModel(places, rarity, array("b", packed[at + 8 * size :]), head[1], head[3:], head[2])


def _numbers(code: Literal["f", "I"], packed: bytes) -> "array[Any]":
    numbers = array(code, packed)
    if byteorder == "big":
        numbers.byteswap()
    return numbers
