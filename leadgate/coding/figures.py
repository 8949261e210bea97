"""Figures of what was written: words many used, how far coders agree, what can be learnt from them."""

from collections.abc import Mapping, Sequence
from typing import Any

from leadgate.coding.agreement import alpha
from leadgate.coding.learning import learn
from leadgate.coding.queries import index_of
from leadgate.coding.suggesting import Learnt
from leadgate.coding.types import Decided, OpenAnswer
from leadgate.statistics.disclosure import FEWEST

MOST_WORDS = 40


def words_many_used(wording: OpenAnswer) -> list[dict[str, Any]]:
    """Words at least five people used, most first."""
    many = [(form, count) for form, count in wording.people.most_common() if count >= FEWEST]
    return [{"word": wording.typed[form], "people": count} for form, count in many[:MOST_WORDS]]


def agreement_of(question: str, decided: Decided) -> dict[str, float]:
    """How far coders agree on each code of a question, where answers were coded twice."""
    units = [given[question] for given in decided.values() if len(given.get(question, ())) > 1]
    codes = {code for unit in units for one in unit for code in one}
    found = {code: alpha([[code in one for one in unit] for unit in units]) for code in codes}
    return {code: round(value, 3) for code, value in found.items() if value is not None}


def learnt_of(wording: OpenAnswer, codes: Sequence[str]) -> Mapping[str, Learnt]:
    """What coders taught about each code."""
    texts = [words for words, _ in wording.coded]
    return {code: learn(texts, [code in given for _, given in wording.coded], index_of(code)) for code in codes}
