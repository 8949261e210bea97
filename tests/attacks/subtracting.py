"""Whoever has every figure of a survey's reports, and adds, subtracts and solves; it shares nothing with ours.

What it knows of a survey is what stands in the files anybody may take along. It sets up the counts of three things at
once as unknowns, everything published of them as equations, and asks for the largest value of each small count; below
five, somebody is pointed at.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product
from typing import Any

import numpy as np
from scipy.optimize import linprog

Place = tuple[str, ...]
FEWEST = 5
NONE = "(none)"


@dataclass(frozen=True)
class Thing:
    """One thing that is different for different people: a question with one answer, a tick, a language, a month."""

    name: str
    answers: tuple[str, ...]
    said: tuple[str, ...]
    """What each person says, as it truly is: only for looking whether an attack was right."""
    points: Mapping[str, float] = field(default_factory=dict)

    @property
    def all(self) -> tuple[str, ...]:
        return (*self.answers, NONE)


@dataclass(frozen=True)
class Told:
    """A sum that is published: of the people with these answers, each counted so often."""

    where: Mapping[str, Mapping[str, float]]
    """By thing, how often each of its answers counts; a thing that is not named counts whatever is said."""
    total: float
    by: float = 0.0
    """So much the total may be rounded by."""
    at_least: bool = False


def told_of(things: Sequence[Thing], reports: Mapping[str, Mapping[str, Any]]) -> Iterator[Told]:
    """Everything that reports say of single things and of two at once.

    Args:
        things: those looked at.
        reports: of everybody (the empty name) and of parts (`thing=answer`), as their JSON says it.
    """
    for part, body in reports.items():
        if body.get("few"):
            continue
        name, _, answer = part.partition("=")
        group = {name: {answer: 1.0}} if part else {}
        yield Told(group, body["people"])
        for thing in things:
            if thing.name != name:
                yield from _line(thing, group, body, reports)
        for pair in body["pairs"]:
            if "cells" in pair:
                yield from _table(pair)


def _rows(thing: Thing, body: Mapping[str, Any]) -> Mapping[str, int | None]:
    question, _, tick = thing.name.partition("~")
    rows = {row["code"]: row["count"] for row in body["questions"].get(question, {}).get("rows", ())}
    return {"yes": rows.get(tick)} if tick else rows


def _line(
    thing: Thing, group: Mapping[str, Any], body: Mapping[str, Any], reports: Mapping[str, Mapping[str, Any]]
) -> Iterator[Told]:
    found = body["questions"].get(thing.name.partition("~")[0])
    if found is None or found["answered"] is None:
        return
    yield Told(group | {thing.name: dict.fromkeys(thing.answers, 1.0)}, found["answered"])
    rows = _rows(thing, body)
    for code, count in rows.items():
        if count is not None:
            yield Told(group | {thing.name: {code: 1.0}}, count)
        elif any(one is not None for one in rows.values()) and _is_told_if_empty(thing, code, group, reports):
            yield Told(group | {thing.name: {code: 1.0}}, 1, at_least=True)
    yield from _scores(thing, group, found.get("scores", {}), found["answered"])
    for month in found.get("months", ()):
        during = group | {"month": {month["month"]: 1.0}}
        yield Told(during | {thing.name: dict.fromkeys(thing.answers, 1.0)}, month["count"])
        yield from _scores(thing, during, month["scores"], month["count"])


def _is_told_if_empty(
    thing: Thing, code: str, group: Mapping[str, Any], reports: Mapping[str, Mapping[str, Any]]
) -> bool:
    """Whether an answer would be shown if nobody had given it, as whoever read the rules knows.

    Not where it is hidden of everybody; and where both make parts, nothing may be said of the two from either side.
    """
    makes_parts = any(part.startswith(f"{thing.name}=") for part in reports)
    return not group or (not makes_parts and _rows(thing, reports[""]).get(code) is not None)


def _scores(thing: Thing, group: Mapping[str, Any], scores: Mapping[str, Any], answered: float) -> Iterator[Told]:
    counts = {
        "mean": thing.points,
        "satisfied": {code: float(code >= "4") for code in thing.answers},
        "nps": {"promoters": 100.0, "detractors": -100.0},
    }
    for name, score in scores.items():
        if isinstance(score, list):
            yield Told(group | {thing.name: counts[name]}, score[0] * answered, by=answered * 2e-6)


def _table(pair: Mapping[str, Any]) -> Iterator[Told]:
    for row, cells in zip(pair["row_codes"], pair["cells"], strict=True):
        for column, count in zip(pair["column_codes"], cells, strict=True):
            if count is not None:
                yield Told({pair["rows"]: {row: 1.0}, pair["columns"]: {column: 1.0}}, count)


def weighted_told(by: Thing, things: Sequence[Thing], body: Mapping[str, Any]) -> Iterator[Told]:
    """What weighted shares say, to whoever chose the weights; where everybody answered what they go by.

    Args:
        by: the question it is weighted by.
        things: those looked at.
        body: the report of everybody, weighted.
    """
    found = body["questions"][by.name]
    if found["answered"] != body["people"] or any(row["share"] is None for row in found["rows"]):
        return
    weights = {row["code"]: row["share"][0] * body["people"] / row["count"] for row in found["rows"] if row["count"]}
    for thing in things:
        for row in body["questions"].get(thing.name, {}).get("rows", ()):
            if row["share"] is not None and thing is not by:
                share = row["share"][0]
                mixed = {answer: (answer == row["code"]) - share for answer in thing.answers}
                yield Told({by.name: weights, thing.name: mixed}, 0.0, by=1e-5 * body["people"])


def exposed(things: Sequence[Thing], told: Sequence[Told], people: int) -> list[tuple[dict[str, str], int, float]]:
    """The cells of one or two of these things that stand for one to four people and are told to.

    Args:
        things: at most three.
        told: what is published of them; what names others is left out.
        people: how many there are.

    Returns:
        Each as what its people say, their number, and the most it can be as far as anybody can tell.
    """
    names = [thing.name for thing in things]
    places = list(product(*(thing.all for thing in things)))
    mine = [one for one in told if set(one.where) <= set(names)]
    rows = [[_times(one, dict(zip(names, place, strict=True))) for place in places] for one in mine]
    total, by = np.array([one.total for one in mine]), np.array([one.by for one in mine])
    is_exact = np.array([not (one.by or one.at_least) for one in mine])
    counted, is_least = np.array(rows), ~is_exact
    is_most = is_least & (by > 0)
    found = []
    for cell, count in _small(things):
        wanted = [-float(all(c in ("", a) for a, c in zip(place, cell, strict=True))) for place in places]
        solved = linprog(
            wanted,
            A_ub=np.vstack([-counted[is_least], counted[is_most]]),
            b_ub=np.concatenate([(by - total)[is_least], (total + by)[is_most]]),
            A_eq=np.vstack([counted[is_exact], np.ones(len(places))]),
            b_eq=np.append(total[is_exact], people),
            method="highs",
        )
        assert solved.status == 0, f"what is published contradicts itself: {solved.message}"
        if -solved.fun < FEWEST - 1e-6:
            found.append((dict(zip(names, cell, strict=True)), count, -solved.fun))
    return found


def _times(one: Told, person: Mapping[str, str]) -> float:
    """How often somebody counts in a sum who says this."""
    return float(np.prod([counts.get(person[name], 0.0) for name, counts in one.where.items()] or [1.0]))


def _small(things: Sequence[Thing]) -> Iterator[tuple[Place, int]]:
    """The cells of one or two things that stand for one to four people."""
    for cell in product(*(("", *thing.answers) for thing in things)):
        if 0 < sum(map(bool, cell)) <= 2:
            everybody = zip(*(thing.said for thing in things), strict=True)
            count = sum(all(c in ("", s) for c, s in zip(cell, person, strict=True)) for person in everybody)
            if 0 < count < FEWEST:
                yield cell, count
