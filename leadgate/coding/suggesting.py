"""Suggesting codes for an answer, each with the words that caused it; nothing is coded by itself."""

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from leadgate.coding.words import words_of

LIKELY = 0.5
MOST_REASONS = 4


@dataclass(frozen=True, slots=True)
class Learnt:
    """What was learnt of a code from what coders did.

    Args:
        weights: by the keyed hash of a word, how much it speaks for the code (above nought) or against it; none where
            suggestions would be little better than chance.
        bias: what speaks for it before any word was read.
        agreement: Cohen's kappa between suggestions and coders on answers it had not seen; none before enough are
            coded.
        answers: of how many coded answers it was learnt.
    """

    weights: Mapping[str, float] = field(default_factory=dict)
    bias: float = 0.0
    agreement: float | None = None
    answers: int = 0


@dataclass(frozen=True, slots=True)
class Suggestible:
    """A code as suggestions need it.

    Args:
        marks: words and phrases of which the marketer said that they mean it: the words of each, as they are compared.
        index: the keyed hash of a word, by which it was learnt.
    """

    id: UUID
    marks: Sequence[frozenset[str]]
    learnt: Learnt
    index: Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A code and the words of the answer that speak for it."""

    code: UUID
    because: Sequence[str]


def suggested(text: str, codes: Iterable[Suggestible]) -> list[Suggestion]:
    """The codes an answer may deserve, strongest reasons first."""
    words = words_of(text)
    found = [_of(code, words) for code in codes]
    return [one for one in found if one]


def _of(code: Suggestible, words: Mapping[str, str]) -> Suggestion | None:
    marked = next((mark for mark in code.marks if mark and mark <= words.keys()), None)
    if marked:
        return Suggestion(code.id, [typed for form, typed in words.items() if form in marked])
    learnt = code.learnt
    indexed = {form: code.index(form) for form in words} if learnt.weights else {}
    speaking = {form: learnt.weights[index] for form, index in indexed.items() if index in learnt.weights}
    causes = sorted((form for form in speaking if speaking[form] > 0), key=lambda form: -speaking[form])
    if not causes or _likelihood(learnt.bias + sum(speaking.values())) < LIKELY:
        return None
    return Suggestion(code.id, [words[form] for form in causes[:MOST_REASONS]])


def _likelihood(strength: float) -> float:
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, strength))))
