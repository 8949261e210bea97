"""Whoever has every figure of a survey's reports, and adds, subtracts and solves; it shares nothing with ours.

What it knows of a survey is what stands in the files anybody may take along. It sets up the counts of three things at
once as unknowns, everything published of them as equations, and asks for the largest value of each small count; below
five, somebody is pointed at.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import reduce
from itertools import product
from typing import Any

import numpy as np
from scipy.optimize import linprog

Place = tuple[str, ...]
FEWEST = 5
CLOSE = 1e-6
NONE = "(none)"
MAKERS = ("gender", "brand", "buys")
"""The questions whose answers are parts one can look at, looked at or not."""


@dataclass(frozen=True)
class Thing:
    """One thing that is different for different people: a question with one answer, a tick, a language, a month."""

    name: str
    answers: tuple[str, ...]
    said: tuple[str, ...]
    """What each person says, as it truly is: only for looking whether an attack was right."""
    points: Mapping[str, float] = field(default_factory=dict)
    asked_by: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """Of a question that is not asked of everybody: what one has to say to which other things."""
    is_required: bool = False

    def known(self, things: Mapping[str, "Thing"]) -> Iterator["Told"]:
        """What follows from that: who is not asked does not answer, and who is has to, where that is required."""
        for name, answers in self.asked_by.items():
            if name in things:
                others = dict.fromkeys({*things[name].all} - answers, 1.0)
                yield Told({name: others, self.name: dict.fromkeys(self.answers, 1.0)}, 0.0)
        if self.is_required and self.asked_by.keys() <= things.keys():
            asked = {name: dict.fromkeys(answers, 1.0) for name, answers in self.asked_by.items()}
            yield Told(asked | {self.name: {NONE: 1.0}}, 0.0)

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
    few: str = ""
    """The thing of which is said that few answered it, and what: that says nothing new of its own answers."""


def told_of(things: Sequence[Thing], reports: Mapping[str, Mapping[str, Any]]) -> Iterator[Told]:
    """Everything that reports say of single things and of two at once.

    Args:
        things: those looked at.
        reports: of everybody (the empty name), of parts (`thing=answer`, `thing=answer&thing=answer|answer`) and of
            tables, as their JSON says it.
    """
    by_name = {thing.name: thing for thing in things}
    yield from (one for thing in things for one in thing.known(by_name))
    for part, body in reports.items():
        if body.get("few") or body.get("held"):
            continue
        if "cells" in body:
            yield from _table(body, by_name)
            continue
        group = group_of(part)
        yield Told(group, body["people"])
        for thing in things:
            if thing.name not in group:
                yield from _line(thing, group, body, reports)
        for pair in body["pairs"]:
            if "cells" in pair:
                yield from _table(pair, by_name)


def group_of(part: str) -> dict[str, dict[str, float]]:
    """Whoever belongs to a part: what they say to each thing it is made of."""
    pairs = [one.partition("=") for one in part.split("&")] if part else []
    return {name: dict.fromkeys(answers.split("|"), 1.0) for name, _, answers in pairs}


def _rows(thing: Thing, body: Mapping[str, Any]) -> Mapping[str, int | None]:
    question, _, tick = thing.name.partition("~")
    rows = {row["code"]: row["count"] for row in body.get("questions", {}).get(question, {}).get("rows", ())}
    return {"yes": rows.get(tick)} if tick else rows


def _line(
    thing: Thing, group: Mapping[str, Any], body: Mapping[str, Any], reports: Mapping[str, Mapping[str, Any]]
) -> Iterator[Told]:
    found = body["questions"].get(thing.name.partition("~")[0])
    if found is not None and found.get("few") and thing.asked_by:
        yield Told(group | {thing.name: dict.fromkeys(thing.answers, 1.0)}, 2, by=2, few=thing.name)
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

    Not where it is hidden of everybody, or in every part from the same question; and where both make parts, nothing may
    be said of the two from either side.
    """
    if not group:
        return True
    others = [_rows(thing, body) for part, body in reports.items() if [*group_of(part)] == [*group] != []]
    shown = [_rows(thing, reports[""]).get(code), *(rows.get(code) for rows in others)]
    is_shown = shown[0] is not None and any(one is not None for one in shown[1:])
    return is_shown and thing.name.partition("~")[0] not in MAKERS


def _scores(thing: Thing, group: Mapping[str, Any], scores: Mapping[str, Any], answered: float) -> Iterator[Told]:
    counts = {
        "mean": thing.points,
        "satisfied": {code: float(code >= "4") for code in thing.answers},
        "nps": {"promoters": 100.0, "detractors": -100.0},
    }
    for name, score in scores.items():
        if isinstance(score, list):
            yield Told(group | {thing.name: counts[name]}, score[0] * answered, by=answered * 2e-6)


def _table(table: Mapping[str, Any], things: Mapping[str, Thing]) -> Iterator[Told]:
    for row, *line in zip(table["row_codes"], table["cells"], table["row_shares"], table["column_shares"], strict=True):
        for column, count, of_row, of_column in zip(table["column_codes"], *line, strict=True):
            where = _said(table["rows"], row) | _said(table["columns"], column)
            if count is not None:
                yield Told(where, count)
            # Whoever knows a count and its share knows of how many: of those who answered the other question, too.
            for share, other in ((of_row, "columns"), (of_column, "rows")):
                if count and share:
                    name = next(one for one in where if one.partition("~")[0] == table[other].strip("."))
                    all_of = {name: dict.fromkeys(things[name].answers, 1.0)}
                    yield Told({**where, **all_of}, round(count / share))


def _said(question: str, code: str) -> dict[str, dict[str, float]]:
    return {f"{question}~{code}": {"yes": 1.0}} if question == "buys" else {question.strip("."): {code: 1.0}}


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


Group = Mapping[str, frozenset[str]]
"""Some of the answers to some things."""


def exposed(
    things: Sequence[Thing], told: Sequence[Told], people: int, groups: Sequence[Group] = ()
) -> list[tuple[dict[str, str], int, float]]:
    """The cells of one or two of these things that stand for one to four people and are told to.

    Args:
        things: at most three.
        told: what is published of them; what names others is left out.
        people: how many there are.
        groups: whose answers to each of these things are looked at besides.

    Returns:
        Each as what its people say, their number, and the most it can be as far as anybody can tell.
    """
    names = [thing.name for thing in things]
    places = list(product(*(thing.all for thing in things)))
    mine = [one for one in told if set(one.where) <= set(names)]
    rows = [_times(one, things) for one in mine]
    total, by = np.array([one.total for one in mine]), np.array([one.by for one in mine])
    is_exact = np.array([not (one.by or one.at_least) for one in mine])
    counted, is_least = np.array(rows), ~is_exact
    is_most = is_least & (by > 0)
    found, possible = [], list[np.ndarray]()
    """Counts that agree with everything, as was found: a cell that is large enough in one of them is no riddle."""
    few = [one.few for one in mine]
    for cell, count in [*_small(things), *_small_within(things, groups)]:
        named = {name for name, one in zip(names, cell, strict=True) if one}
        is_of_others = np.array([one not in named for one in few], dtype=bool)
        wanted = np.array([float(_is_in(place, cell)) for place in places])
        below = counted[is_most & is_of_others], (total + by)[is_most & is_of_others]
        if any(wanted @ one >= FEWEST and np.all(below[0] @ one <= below[1] + CLOSE) for one in possible):
            continue
        solved = linprog(
            -wanted,
            A_ub=np.vstack([-counted[is_least], below[0]]),
            b_ub=np.concatenate([(by - total)[is_least], below[1]]),
            A_eq=np.vstack([counted[is_exact], np.ones(len(places))]),
            b_eq=np.append(total[is_exact], people),
            method="highs",
        )
        assert solved.status == 0, f"what is published contradicts itself: {solved.message}"
        possible.append(solved.x)
        if -solved.fun < FEWEST - CLOSE:
            found.append(
                ({name: "|".join(sorted(one)) for name, one in zip(names, cell, strict=True)}, count, -solved.fun)
            )
    return found


def _times(one: Told, things: Sequence[Thing]) -> np.ndarray:
    """How often somebody counts in a sum who says this, for all that can be said to these things."""
    counts = [
        [one.where[thing.name].get(said, 0.0) for said in thing.all]
        if thing.name in one.where
        else [1.0] * len(thing.all)
        for thing in things
    ]
    return reduce(np.multiply.outer, map(np.array, counts)).ravel()


Cell = tuple[frozenset[str], ...]
"""Of each thing the answers that count; all where there are none."""


def _is_in(person: Place, cell: Cell) -> bool:
    return all(not wanted or said in wanted for said, wanted in zip(person, cell, strict=True))


def _small(things: Sequence[Thing]) -> Iterator[tuple[Cell, int]]:
    """The cells of one or two things that stand for one to four people."""
    people = _people(things)
    for answers in product(*(("", *thing.answers) for thing in things)):
        if 0 < sum(map(bool, answers)) <= 2:
            yield from _if_small(people, tuple(frozenset(filter(None, [one])) for one in answers))


def _small_within(things: Sequence[Thing], groups: Sequence[Group]) -> Iterator[tuple[Cell, int]]:
    """The answers of groups of people, to each thing those are not made of."""
    people = _people(things)
    for group in groups:
        if {*group} <= {thing.name for thing in things}:
            mine = [group.get(thing.name, frozenset()) for thing in things]
            for at, thing in enumerate(things):
                for answer in thing.answers if thing.name not in group else ():
                    yield from _if_small(people, (*mine[:at], frozenset([answer]), *mine[at + 1 :]))


def _people(things: Sequence[Thing]) -> Mapping[Place, int]:
    """How many say each thing at once."""
    return Counter(zip(*(thing.said for thing in things), strict=True))


def _if_small(people: Mapping[Place, int], cell: Cell) -> Iterator[tuple[Cell, int]]:
    count = sum(count for place, count in people.items() if _is_in(place, cell))
    if 0 < count < FEWEST:
        yield cell, count
