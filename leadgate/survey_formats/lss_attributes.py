"""Attributes of LimeSurvey's questions that have a place here."""

import re
from collections.abc import Callable, Mapping
from typing import Any

from leadgate.questions.kinds.choice import MOST_CHOICES
from leadgate.questions.kinds.text import LONGEST

Attributes = Mapping[str, str]
Made = dict[str, Any]
_NUMBER = re.compile(r"-?\d+(\.\d+)?")
_COUNT = re.compile(r"[1-9]\d{0,3}")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_RANDOM = {"random_order": "1", "answer_order": "random", "subquestion_order": "random"}


def taken_over(kind: str, attributes: Attributes, languages: list[str]) -> tuple[Made, set[str]]:
    """What attributes say of a question here, and the names of those that are taken over.

    Args:
        kind: of the question, here.
        attributes: all it has.
        languages: of the survey.
    """
    made, taken = Made(), set[str]()
    for name, ours, read in OF_KIND.get(kind, ()):
        if (value := read(attributes.get(name, ""))) is not None:
            made[ours] = value
            taken.add(name)
    if kind in MIXED:
        drawn = {name for name, value in _RANDOM.items() if attributes.get(name) == value}
        made |= {"shuffle": True} if drawn else {}
        taken |= drawn
    if kind in ("number", "constant_sum") and (unit := attributes.get("suffix", "").strip()):
        made["unit"] = dict.fromkeys(languages, unit)
        taken.add("suffix")
    return made, taken


def excluding(attributes: Attributes) -> list[str]:
    """The codes of the answers that exclude all others."""
    return [one for one in re.split(r"[;,\s]+", attributes.get("exclude_all_others", "")) if one]


def _number(text: str) -> float | None:
    return float(text) if _NUMBER.fullmatch(text.strip()) else None


def _count(text: str) -> int | None:
    return int(text) if _COUNT.fullmatch(text.strip()) else None


def _chosen(text: str) -> int | None:
    found = _count(text)
    return found if found is not None and found <= MOST_CHOICES else None


def _length(text: str) -> int | None:
    found = _count(text)
    return found if found is not None and found <= LONGEST else None


def _is_set(text: str) -> bool | None:
    return True if text.strip() == "1" else None


def _day(text: str) -> str | None:
    return text.strip() if _DAY.fullmatch(text.strip()) else None


OF_KIND: dict[str, tuple[tuple[str, str, Callable[[str], Any]], ...]] = {
    "number": (
        ("min_num_value_n", "least", _number),
        ("max_num_value_n", "most", _number),
        ("num_value_int_only", "whole", _is_set),
    ),
    "choices": (("min_answers", "least", _chosen), ("max_answers", "most", _chosen)),
    "ranking": (("max_answers", "places", _chosen),),
    "short_text": (("maximum_chars", "longest", _length),),
    "long_text": (("maximum_chars", "longest", _length),),
    "date": (("date_min", "earliest", _day), ("date_max", "latest", _day)),
}
"""Of each kind here: the attribute, what it is called here, and how its value is read."""
MIXED = ("choice", "choices", "ranking", "constant_sum")
