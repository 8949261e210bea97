"""Constraints of XLSForm as bounds of ours: understood whole, or not at all."""

import re
from collections.abc import Callable
from typing import Any

_AND = re.compile(r"\s+and\s+", re.IGNORECASE)
_ATOM = re.compile(
    r"(?P<what>\.|count-selected\(\s*\.\s*\)|string-length\(\s*\.\s*\))\s*(?P<how>>=|<=|>|<|=)\s*"
    r"(?:(?P<number>-?\d+(?:\.\d+)?)|date\(\s*['\"](?P<day>\d{4}-\d{2}-\d{2})['\"]\s*\))"
)
_BOUNDS: dict[str, tuple[str, str, str, Callable[[str], Any]]] = {
    "integer": (".", "least", "most", float),
    "decimal": (".", "least", "most", float),
    "select_multiple": ("count-selected", "least", "most", int),
    "text": ("string-length", "", "longest", int),
    "date": (".", "earliest", "latest", str),
}
"""Of each kind: what is bound, what its bounds are called here, and what they are."""
COUNTED = {"integer", "select_multiple", "text"}


def bounds_of(told: str, kind: str) -> dict[str, Any] | None:
    """The bounds a constraint sets; None where it is more than bounds, or others than ours.

    Args:
        told: such as `. >= 0 and . <= 80`, `count-selected(.) <= 3`.
        kind: the type of the question.
    """
    parts = [_ATOM.fullmatch(_unwrapped(part)) for part in _AND.split(_unwrapped(told))]
    found: dict[str, Any] = {}
    for part in parts:
        bounds = _bounds(part, kind) if part else None
        if not bounds or not bounds.keys().isdisjoint(found):
            return None
        found |= bounds
    return found


def _unwrapped(text: str) -> str:
    """Without brackets around all of it."""
    text = text.strip()
    while text.startswith("(") and text.endswith(")") and text.count("(") == 1:
        text = text[1:-1].strip()
    return text


def _bounds(atom: re.Match[str], kind: str) -> dict[str, Any] | None:
    what, least, most, made = _BOUNDS.get(kind, ("", "", "", str))
    told = atom["day"] if kind == "date" else atom["number"]
    if not what or atom["what"].partition("(")[0] != what or told is None:
        return None
    if (bound := _bound(told, atom["how"], kind)) is None:
        return None
    names = {">": [least], "<": [most], "=": [least, most]}[atom["how"][0]]
    return {name: made(bound) for name in names} if all(names) else None


def _bound(told: str, how: str, kind: str) -> str | None:
    """The last value that is allowed; there is none below or above a number with any decimals, or a day by itself."""
    if how in (">=", "<=", "="):
        return told if kind not in COUNTED or float(told).is_integer() else None
    if kind not in COUNTED or not float(told).is_integer():
        return None
    return str(int(float(told)) + (1 if how == ">" else -1))
