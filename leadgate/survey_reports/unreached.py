"""Sentences about shares that weighting could not reach."""

from collections.abc import Iterator, Mapping
from typing import Any

from flask_babel import gettext

from leadgate.questions.kinds import AnyItem, said
from leadgate.surveys.answer_words import labels_of

NEAR = 0.0005
"""Shares are written to a tenth of one per cent."""


def sentences(weighting: Mapping[str, Any] | None, items: Mapping[str, AnyItem], language: str) -> list[str]:
    """One for each answer whose share was missed.

    Args:
        weighting: as a report has it.
        items: the questions by key.
        language: of the reader.
    """
    told = weighting.get("margins", ()) if weighting else ()
    return [one for margin in told if margin["question"] in items for one in _of(margin, items, language)]


def _of(margin: Mapping[str, Any], items: Mapping[str, AnyItem], language: str) -> Iterator[str]:
    item = items[margin["question"]]
    question, words = said(item.label, language), labels_of(item, language)
    for row in margin["rows"]:
        if abs(row["wanted"] - row["reached"]) > NEAR:
            yield gettext(
                "%(question)s %(answer)s: %(wanted)s wanted, %(reached)s reached. No answer counts for more than five"
                " or for less than a fifth.",
                question=question,
                answer=words.get(row["code"], row["code"]),
                wanted=_per_cent(row["wanted"]),
                reached=_per_cent(row["reached"]),
            )


def _per_cent(share: float) -> str:
    return f"{share * 100:.1f} %"
