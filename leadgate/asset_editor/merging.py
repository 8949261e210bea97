"""Merging: what somebody typed and what somebody else kept meanwhile, field by field, by what stood there before."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256

from leadgate.asset_editor.rows import LISTS, Typed, rows_of, with_rows
from leadgate.asset_editor.typed import PLAIN

UNITS = (*sorted(PLAIN), *LISTS)
"""What is merged as one: a field, or a whole list of rows."""


@dataclass(frozen=True, slots=True)
class MergedDraft:
    """What came of it.

    Args:
        typed: what stands there now.
        taken: the fields that only the other one changed, which are as they left them.
        both: those both changed otherwise, which are as they were typed here.
    """

    typed: Typed
    taken: Sequence[str]
    both: Sequence[str]


def base_of(typed: Typed | None) -> str:
    """Names each field as it stands, for the page that is opened on it: short, and by `merged` known again."""
    return json.dumps({unit: _mark(typed or {}, unit) for unit in UNITS if _said(typed or {}, unit)})


def merged(base: str, typed: Typed, now: Typed) -> MergedDraft:
    """What was typed, with what only the other one changed.

    Args:
        base: what `base_of` said of what both began with, as the page sent it; of another one everything is as typed.
        typed: what was typed here.
        now: what is kept by now.
    """
    if (before := _read(base)) is None:
        return MergedDraft(typed, (), [unit for unit in UNITS if _said(typed, unit) != _said(now, unit)])
    taken: list[str] = []
    both: list[str] = []
    found = typed
    for unit in UNITS:
        mine, theirs = _mark(typed, unit), _mark(now, unit)
        if mine == theirs or theirs == (was := before.get(unit, _mark({}, unit))):
            continue
        (taken if mine == was else both).append(unit)
        if mine == was:
            found = _with(found, unit, now)
    return MergedDraft(found, taken, both)


def _read(base: str) -> Mapping[str, object] | None:
    try:
        found = json.loads(base)
    except ValueError:
        return None
    return found if isinstance(found, dict) else None


def _with(typed: Typed, unit: str, now: Typed) -> Typed:
    if unit in LISTS:
        return with_rows(typed, unit, rows_of(now, unit))
    others = {name: values for name, values in typed.items() if name != unit}
    return others | ({unit: now[unit]} if unit in now else {})


def _said(typed: Typed, unit: str) -> object:
    """What a field says, or a list: empty where it says nothing."""
    if unit not in LISTS:
        return _lines(typed.get(unit, ()))
    rows = [{name: _lines(values) for name, values in row.items() if any(values)} for row in rows_of(typed, unit)]
    return [row for row in rows if row.keys() - {"kind"}]


def _lines(values: Sequence[str]) -> list[str]:
    """Lines end as one likes, and an empty field is none."""
    return [one.replace("\r\n", "\n") for one in values if one]


def _mark(typed: Typed, unit: str) -> str:
    return sha256(json.dumps(_said(typed, unit), sort_keys=True).encode()).hexdigest()[:10]
