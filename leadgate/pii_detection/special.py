"""Special categories of data, by lists of words: what somebody says about a person's health, beliefs, origin.

A list has terms that are always about somebody (a diagnosis), terms that are so beside a person ("my mother was in
hospital"), and terms that are so only when a person has them or is it: "I have a headache", not "it gave me a
headache". What everybody says without meaning it ("sick of", "pain point") is looked past. All parts but the first
count in sentences of their own language: "son pain" is French bread. What no list names is learnt (`learnt.py`).
"""

import re
from collections.abc import Iterator

from leadgate.pii_detection.finding import Finding
from leadgate.pii_detection.learnt import DOUBTFUL, is_doubtful, pieces_of
from leadgate.pii_detection.lexicon import Hit, TermRole, hits
from leadgate.pii_detection.normalising import plain
from leadgate.pii_detection.sentence import Sentence
from leadgate.pii_detection.tokens import Token, tokens_of

_DISGUISED = re.compile(r"\d|(?<![^\W_])[A-Za-z](?![^\W_])")
"""Words spelt out or with figures for letters: what was learnt cannot read them, so it cannot doubt them."""


def special_in(text: str) -> Iterator[Finding]:
    """Everything in a plain text that belongs to a special category.

    The lists are heard first. Where they find nothing, what was learnt may; where they find something and what was
    learnt rather hears a figure of speech or a trade, it is looked past.
    """
    listed = list(_listed_in(text))
    for piece in pieces_of(text):
        inside = [one for one in listed if piece.start <= one.start < piece.end]
        if not inside and piece.said:
            yield piece.said
        elif inside and piece.clarity < DOUBTFUL:
            doubted = {one for one in inside if is_doubtful(text, one)}
            listed = [one for one in listed if one not in doubted or _DISGUISED.search(text, one.start, one.end)]
    yield from listed


def is_special(text: str) -> bool:
    """Whether a text is about a special category, whoever is meant: "Which religion do you belong to?".

    The lists alone say so: what was learnt was learnt from answers and knows nothing of questions and labels.
    """
    return any(
        hit.entry.role is TermRole.BESIDE or sentence.asks_somebody or sentence.is_about_somebody(hit)
        for sentence in _sentences(tokens_of(plain(text)))
        for hit in sentence.meant
        if hit.entry.what
    )


def _listed_in(text: str) -> Iterator[Finding]:
    tokens = tokens_of(text)
    for sentence in _sentences(tokens):
        for hit in sentence.meant:
            if hit.entry.what and sentence.is_about_somebody(hit):
                yield Finding(tokens[hit.first].start, tokens[hit.last].end, hit.entry.what)


def _sentences(tokens: list[Token]) -> Iterator[Sentence]:
    """The sentences in which a term stands, with their terms."""
    ends = iter([place for place, token in enumerate(tokens) if token.ends_sentence] + [len(tokens)])
    start, end = 0, next(ends)
    held: list[Hit] = []
    for hit in hits(tokens):
        while hit.first > end:
            if held:
                yield Sentence(start, held)
            start, end, held = end + 1, next(ends), []
        held.append(hit)
    yield Sentence(start, held)
