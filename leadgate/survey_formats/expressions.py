"""Conditions of other programs as ours: comparisons joined by "and", or by "or" where all are about one question."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

_ATOM = re.compile(
    r"""\s*(?P<question>[A-Za-z_][\w.]*)\s*(?P<how>==|!=|>=|<=|>|<|=|\beq\b|\bne\b|\bge\b|\ble\b|\bgt\b|\blt\b)\s*"""
    r"""(?P<quote>["']?)(?P<value>[^"'()]*?)(?P=quote)\s*""",
)
_JOINED = {"and": "and", "&&": "and", "or": "or", "||": "or"}
_WORDS = {"=": "==", "eq": "==", "ne": "!=", "ge": ">=", "le": "<=", "gt": ">", "lt": "<"}


@dataclass(frozen=True, slots=True)
class Comparison:
    """That a question is answered so."""

    question: str
    how: str
    value: str


def comparisons(text: str) -> tuple[str, list[Comparison]] | None:
    """The comparisons of an expression and what joins them; None where it is more than that.

    Args:
        text: such as `A == "1" and B >= 5`, with any brackets around each and around all.
    """
    parts = re.split(r"\s+(and|or)\s+|\s*(&&|\|\|)\s*", text.strip(), flags=re.IGNORECASE)
    parts = [part for part in parts if part is not None]
    joined = {_JOINED[part.lower()] for part in parts[1::2]}
    found = [_ATOM.fullmatch(part.strip().lstrip("( ").rstrip(") ")) for part in parts[::2]]
    if len(joined) > 1 or not all(found):
        return None
    atoms = [one for one in found if one]
    named = [Comparison(_name(one["question"]), _WORDS.get(one["how"], one["how"]), one["value"]) for one in atoms]
    return (next(iter(joined), "and"), named)


def _name(question: str) -> str:
    return re.sub(r"\.(NAOK|code|value|shown)$", "", question)


def conditions(
    expression: tuple[str, Sequence[Comparison]], names: Mapping[str, str], codes: Mapping[str, Mapping[str, str]]
) -> list[dict[str, Any]] | None:
    """The same as conditions of ours; None where one of them cannot be said.

    Args:
        expression: what joins the comparisons, and these.
        names: what each of the file's questions is called here.
        codes: of each of its questions, what each of its answers is called here; none where answers are numbers.
    """
    joined, compared = expression
    if joined == "or":
        return _any_of(compared, names, codes)
    found = [_condition(one, names, codes) for one in compared]
    return [one for one in found if one] if all(found) else None


def _any_of(
    compared: Sequence[Comparison], names: Mapping[str, str], codes: Mapping[str, Mapping[str, str]]
) -> list[dict[str, Any]] | None:
    """That one question has one of several answers."""
    found = [_condition(one, names, codes) or {} for one in compared]
    if len({one.question for one in compared}) > 1 or not all("any_of" in one for one in found):
        return None
    return [{"question": found[0]["question"], "any_of": [code for one in found for code in one["any_of"]]}]


def _condition(
    one: Comparison, names: Mapping[str, str], codes: Mapping[str, Mapping[str, str]]
) -> dict[str, Any] | None:
    if one.question not in names:
        return None
    asked = {"question": names[one.question]}
    if one.value == "" and one.how in ("==", "!="):
        return asked | {"answered": one.how == "!="}
    if code := codes.get(one.question, {}).get(one.value):
        return {"==": asked | {"any_of": [code]}, "!=": asked | {"none_of": [code]}}.get(one.how)
    if not re.fullmatch(r"-?\d+(\.\d+)?", one.value):
        return None
    bound = float(one.value)
    return {
        ">=": asked | {"at_least": bound},
        "<=": asked | {"at_most": bound},
        "==": asked | {"at_least": bound, "at_most": bound},
    }.get(one.how)
