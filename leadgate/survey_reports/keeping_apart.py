"""What is told of a survey, worked out anew, beside what was told of it before.

Whoever keeps every report there was subtracts one from the other, and each says who came or went between. Everybody's
figures of a named survey change with five who came, each question by itself. What compares groups – a part, a table, a
month – would change by one of these five, and say with every answer who that is; and of an anonymous survey this holds
for every line. So these are told anew where each answer in them, and of a part among the rest of all, grew or shrank by
none or by five at least; until then the older figures stay, or none where they count somebody who went. What was told
last is remembered for as long as the report is, also while it is not shown.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from leadgate.questions.kinds import AnyItem
from leadgate.statistics.disclosure import is_small
from leadgate.survey_reports.recounting import Body, is_apart, may_replace, stale_of, told_before

HELD: Body = {"answered": None, "held": True}
HELD_PART: Body = {"people": None, "few": True, "held": True, "questions": {}, "pairs": [], "weighting": None}
KNOWN = "known"
"""In what is kept of a report: what was told last, and whether somebody it counts went since (`gone`)."""


def lines_kept_apart(items: Mapping[str, AnyItem], old: Body | None, new: Body, *, is_true: bool) -> Body:
    """Everybody's figures of an anonymous survey, question by question.

    Args:
        items: the questions by key.
        old: what was kept of them last; None where nothing was.
        new: as they were worked out just now.
        is_true: whether everybody the old ones speak of still counts.
    """
    known = _known(old, is_true=is_true)
    told: Body = {}
    for key, figures in new["questions"].items():
        was, now = known.get(key), {"of": new["people"], **figures}
        if was is None or may_replace(items[key], was, now):
            told[key] = figures | told_before(was, figures)
            known |= {key: now} if figures["answered"] is not None else {}
        else:
            told[key] = _older(was)
    people = new["people"]
    if old and is_true and None not in (people, old["people"]) and is_small(abs(people - old["people"])):
        people = old["people"]
    return new | {"people": people, "questions": told, KNOWN: {**_groups_known(old), "questions": known}}


def whole_kept_apart(old: Body | None, new: Body) -> Body:
    """Everybody's figures, without the pairs and months that tell of few beside those that were told.

    Args:
        old: what was kept last; None where nothing was.
        new: as it was worked out just now; of an anonymous survey with its lines kept apart.
    """
    known = _groups_known(old)
    beside = {name: one for name, one in new.get(KNOWN, {}).items() if name not in known}
    stale = {*stale_of(new)}
    pairs = [
        one
        for one in new["pairs"]
        if is_apart(known["pairs"].get(_named(one)), one) and not stale & {one["rows"], one["columns"]}
    ]
    questions, months = dict(new["questions"]), dict(known["months"])
    for key, figures in new["questions"].items():
        if "months" in figures:
            told = [one for one in figures["months"] if not _is_near(months.get(_month(key, one)), one["count"])]
            months |= {_month(key, one): one["count"] for one in told}
            questions[key] = figures | {"months": told}
    groups = {"pairs": known["pairs"] | {_named(one): one for one in pairs}, "months": months}
    return new | {"questions": questions, "pairs": pairs, KNOWN: groups | beside}


def _groups_known(old: Body | None) -> Body:
    """The pairs and months that were told last; of a report that was kept before these were, what it says."""
    if old is None:
        return {"pairs": {}, "months": {}}
    if KNOWN in old:
        return {"pairs": old[KNOWN]["pairs"], "months": old[KNOWN]["months"]}
    return {
        "pairs": {_named(one): one for one in old.get("pairs", ())},
        "months": {_month(key, one): one["count"] for key, one in _months(old["questions"])},
    }


def part_kept_apart(
    items: Mapping[str, AnyItem], old: Body | None, new: Body, whole: Body, *, is_true: bool, stale: Sequence[str] = ()
) -> Body:
    """The figures to keep of a part.

    Args:
        items: the questions by key.
        old: what was kept of it last; None where nothing was.
        new: as it was worked out just now.
        whole: the report of everybody as it was worked out just now.
        is_true: whether everybody the old one speaks of still counts.
        stale: the questions of which the report of everybody keeps an older line: nothing new is said of them.
    """
    known = _known(old, is_true=is_true)
    if new.get("few"):
        return new | {KNOWN: known}
    told: Body = {}
    for key, figures in new["questions"].items():
        was = known.get(key)
        if figures["answered"] is None and key not in stale:
            told[key] = figures
            continue
        of_all = {"of": whole["people"], **whole["questions"].get(key, {"answered": None})}
        now = {"of": new["people"], **figures}
        now["rest"] = _rest(of_all, now)
        if key not in stale and (was is None or _may_replace(items[key], was, now)):
            told[key] = figures | told_before(was, figures)
            known[key] = now
        else:
            told[key] = _older(was)
    return new | {"people": _people(known, new["people"], whole["people"]), "questions": told, KNOWN: known}


def part_held(old: Body | None, *, is_true: bool) -> Body:
    """A part of which nothing is said for now; what was told of it stays known.

    Args:
        old, is_true: as for `part_kept_apart`.
    """
    return HELD_PART | {KNOWN: _known(old, is_true=is_true)}


def _known(old: Body | None, *, is_true: bool) -> dict[str, Body]:
    """What was told of each question last; of a report that was kept before this was, what it says."""
    if old is None:
        return {}
    known: dict[str, Body] = dict(old.get(KNOWN) or _said(old))
    known = dict(known["questions"]) if "questions" in known else known
    return known if is_true else {key: {**one, "gone": True} for key, one in known.items()}


def _said(old: Body) -> dict[str, Body]:
    held = {key: {**one, "gone": True} for key, one in old.get("published", {}).items()}
    told = {key: one for key, one in old["questions"].items() if one["answered"] is not None}
    return {key: {"of": old["people"], **one} for key, one in (held | told).items()}


def _older(was: Body | None) -> Body:
    """The figures that stay; none where they count somebody who went."""
    return dict(HELD) if was is None or "gone" in was else {name: one for name, one in was.items() if name != "rest"}


def _people(known: dict[str, Body], people: int, of: int) -> int:
    """How many are said to be in the part: as many as last, while it or the rest differs by few."""
    was = known.get("", {"answered": people, "of": of})
    apart = (people - was["answered"], of - people - (was["of"] - was["answered"]))
    if not any(is_small(abs(one)) for one in apart):
        was = {"answered": people, "of": of}
    known[""] = was
    return int(was["answered"])


def _may_replace(item: AnyItem, was: Body, now: Body) -> bool:
    before, rest = was.get("rest"), now["rest"]
    return may_replace(item, was, now) and (before is None or rest is None or may_replace(item, before, rest))


def table_kept_apart(old: Body | None, new: Body, *, is_true: bool, stale: Sequence[str] = ()) -> Body:
    """The table to keep, of two questions somebody chose.

    Args:
        old, new, is_true, stale: as for `part_kept_apart`.
    """
    was = (old or {}).get(KNOWN) or (old if old and "cells" in old else None)
    if was and not is_true:
        was = {**was, "gone": True}
    held = {"people": None, "rows": new["rows"], "columns": new["columns"], **HELD}
    if {new[side].partition(":")[0] for side in ("rows", "columns")} & {*stale}:
        return held | {KNOWN: was}
    if "cells" not in new:
        return new | {KNOWN: was}
    if is_apart(was, new):
        return new | {KNOWN: new}
    return (held if was is None or was.get("gone") else was) | {KNOWN: was}


def _is_near(was: int | None, now: int) -> bool:
    return was is not None and is_small(abs(now - was))


def _named(pair: Body) -> str:
    return f"{pair['rows']}*{pair['columns']}"


def _month(key: str, month: Body) -> str:
    return f"{key}*{month['month']}"


def _months(questions: Mapping[str, Body]) -> Iterator[tuple[str, Body]]:
    for key, figures in questions.items():
        yield from ((key, one) for one in figures.get("months", ()))


def _rest(whole: Body, part: Body) -> Body | None:
    """The counts of those who are not in a part; None where they do not follow."""
    if whole["answered"] is None:
        return None
    found: dict[str, Any] = {name: whole[name] - part[name] for name in ("of", "answered")}
    lines = {one["code"]: one for one in part.get("lines", ()) if one["answered"] is not None}
    beside = [(one, lines[one["code"]]) for one in whole.get("lines", ()) if one["code"] in lines]
    found["lines"] = [
        {"code": all_["code"], "answered": all_["answered"] - its["answered"], "rows": _less(all_["rows"], its["rows"])}
        for all_, its in beside
        if all_["answered"] is not None
    ]
    return found | {"rows": _less(whole.get("rows", ()), part.get("rows", ()))}


def _less(whole: Sequence[Body], part: Sequence[Body]) -> list[Body]:
    mine = {row["code"]: row["count"] for row in part}
    told = ((row["code"], row["count"], mine.get(row["code"], 0)) for row in whole)
    return [{"code": code, "count": None if None in (of, count) else of - count} for code, of, count in told]
