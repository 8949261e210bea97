"""What a report says of answers in words, and what is learnt from how they were coded."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from leadgate.coding.suggesting import Learnt
from leadgate.coding.types import Decided
from leadgate.survey_cohorts.cohort import Cohort
from leadgate.survey_reports.gathering import Gathered


def tell_words(body: dict[str, Any], found: Gathered) -> None:
    """Add what was written: words many used, where it is said how many answered at all.

    Args:
        body: the report of everybody.
        found: what it is made of.
    """
    from leadgate.coding.figures import words_many_used

    for key, wording in found.wordings.items():
        if body["questions"][key].get("answered") is not None:
            body["questions"][key] |= {"words": words_many_used(wording)}


def agreement(found: Gathered, decided: Decided, cohort: Cohort) -> dict[str, dict[str, float]]:
    """How far coders agree about the answers that are counted.

    Args:
        found: what the report is made of.
        decided: what coders decided.
        cohort: whom it counts.
    """
    from leadgate.coding.figures import agreement_of

    counted = {response: given for response, given in decided.items() if cohort.mark(response) in cohort.counted}
    return {key: agreement_of(key, counted) for key in found.wordings}


def learnt(found: Gathered, books: Mapping[str, Sequence[str]]) -> dict[UUID, Learnt]:
    """What suggestions learn from the answers that are coded, by code.

    Args:
        found: what the report is made of.
        books: by question, its codes.
    """
    from leadgate.coding.figures import learnt_of

    return {
        UUID(code): one
        for key, codes in books.items()
        if key in found.wordings
        for code, one in learnt_of(found.wordings[key], codes).items()
    }
