"""Figures of groups beside figures of everybody: where they count others, and what is left out of them."""

from collections.abc import Collection, Mapping
from typing import Any

from leadgate.survey_analysis import parts

Body = dict[str, Any]
HELD: Body = {"answered": None, "held": True}
HELD_PART: Body = {"people": None, "few": True, "held": True, "questions": {}, "pairs": [], "weighting": None}
OF_GROUPS = ("pairs", "weighting", "languages", "sources", "versions", "origins")
"""What of a report of everybody compares groups, or says which there are."""


def with_groups(whole: Body, groups: Body) -> Body:
    """Everybody's figures, with what is told of groups.

    Args:
        whole: the figures of everybody.
        groups: the report of those whom figures of groups count.
    """
    told = {key: one for key, one in groups["questions"].items() if "months" in one}
    questions = {
        key: one | {name: told[key][name] for name in ("months", "months_weighted") if name in told.get(key, ())}
        for key, one in whole["questions"].items()
    }
    return whole | {name: groups[name] for name in OF_GROUPS if name in groups} | {"questions": questions}


def is_told(bodies: Mapping[str, Body]) -> bool:
    """Whether anything is told of groups, so that from now on they count these people."""
    whole = bodies[parts.ALL]
    return bool(
        whole["pairs"]
        or whole["weighting"]
        or any(one.get("months") for one in whole["questions"].values())
        or any(not _says_nothing(body) for part, body in bodies.items() if part != parts.ALL)
    )


def _says_nothing(body: Body) -> bool:
    return bool(body.get("few") or body.get("held"))


def of_few(groups: Body) -> set[str]:
    """The questions of which a report hides something. Where figures of everybody were told before and after, it is
    known all the same, so nothing is said of these questions by groups.

    Args:
        groups: a report.
    """
    return {key for key, one in groups["questions"].items() if _hides(one)}


def _hides(figures: Any) -> bool:
    """Whether a count is hidden, wherever it stands."""
    if isinstance(figures, Mapping):
        return any(one is None if name in ("count", "answered") else _hides(one) for name, one in figures.items())
    return isinstance(figures, list) and any(map(_hides, figures))


def without(part: str, body: Body, held: Collection[str]) -> Body:
    """What was asked for, or the report of everybody, without what it says by groups of some questions.

    Args:
        part: its name.
        body: as it was worked out.
        held: the questions.
    """
    if parts.is_table(part):
        sides = parts.sides_of_table(part)
        is_held = any(side.partition(parts.LINE)[0] in held for side in sides)
        return {"people": None, "rows": sides[0], "columns": sides[1], **HELD} if is_held else body
    if any(name in held for name, _code in parts.conditions_of(part)):
        return HELD_PART
    if part != parts.ALL:
        return body | {"questions": {key: HELD if key in held else one for key, one in body["questions"].items()}}
    pairs = [one for one in body["pairs"] if not {one["rows"], one["columns"]} & {*held}]
    questions = {key: _timeless(one) if key in held else one for key, one in body["questions"].items()}
    return body | {"pairs": pairs, "questions": questions}


def waiting(part: str) -> Body:
    """What stands in the place of something asked for while nobody is left to be compared.

    Args:
        part: its name.
    """
    if parts.is_table(part):
        sides = parts.sides_of_table(part)
        return {"people": None, "rows": sides[0], "columns": sides[1], **HELD}
    return HELD_PART


def _timeless(figures: Body) -> Body:
    return {name: one for name, one in figures.items() if not name.startswith("months")}
