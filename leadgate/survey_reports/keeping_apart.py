"""Groups of a survey that is not anonymous, counted anew beside what was told of them: of the few who came or went
nobody is told by what else they said.

Everybody's figures change with five who came, each question by itself. A part, a table or a month would change by one
of these, and say with every answer who that is. So it is told anew where each answer in it, and among the rest of
all, grew or shrank by none or by five at least; until then the older figures stay, or none where they count somebody
who went. What was told last is remembered for as long as the part is.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from leadgate.questions.kinds import AnyItem
from leadgate.statistics.disclosure import is_small
from leadgate.survey_reports.recounting import HELD, Body, is_apart, may_replace, told_before

KNOWN = "known"
"""In what is kept of a report: what was told last, and whether somebody it counts went since (`gone`)."""


def part_kept_apart(items: Mapping[str, AnyItem], old: Body | None, new: Body, whole: Body, *, is_true: bool) -> Body:
    """The figures to keep of a part.

    Args:
        items: the questions by key.
        old: what was kept of it last; None where nothing was.
        new: as it was worked out just now.
        whole: the report of everybody as it was worked out just now.
        is_true: whether everybody the old one speaks of still counts.
    """
    known = _known(old, is_true=is_true)
    if new.get("few"):
        return new | {KNOWN: known}
    told: Body = {}
    for key, figures in new["questions"].items():
        if figures["answered"] is None:
            told[key] = figures
            continue
        of_all = {"of": whole["people"], **whole["questions"].get(key, {"answered": None})}
        now = {"of": new["people"], **figures}
        now["rest"] = _rest(of_all, now)
        was = known.get(key)
        if was is None or _may_replace(items[key], was, now):
            told[key] = figures | told_before(was, figures)
            known[key] = now
        else:
            told[key] = dict(HELD) if was.get("gone") else {name: one for name, one in was.items() if name != "rest"}
    return new | {"people": _people(known, new["people"], whole["people"]), "questions": told, KNOWN: known}


def _known(old: Body | None, *, is_true: bool) -> dict[str, Body]:
    """What was told of each question last; of a report that was kept before this was, what it says."""
    if old is None:
        return {}
    said = {key: {"of": old["people"], **one} for key, one in old["questions"].items() if one["answered"] is not None}
    known: dict[str, Body] = dict(old.get(KNOWN, said))
    return known if is_true else {key: {**one, "gone": True} for key, one in known.items()}


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


def table_kept_apart(old: Body | None, new: Body, *, is_true: bool) -> Body:
    """The table to keep, of two questions somebody chose.

    Args:
        old, new: as for `part_kept_apart`.
        is_true: whether everybody the old one speaks of still counts.
    """
    was = (old or {}).get(KNOWN) or (old if old and "cells" in old else None)
    if was and not is_true:
        was = {**was, "gone": True}
    if "cells" not in new:
        return new | ({KNOWN: was} if was else {})
    if is_apart(was, new):
        return new | {KNOWN: new}
    held = {"people": None, "rows": new["rows"], "columns": new["columns"], **HELD}
    return (held if was is None or was.get("gone") else was) | {KNOWN: was}


def whole_kept_apart(old: Body | None, new: Body) -> Body:
    """Everybody's figures, without the pairs and months that tell of few beside those that were told.

    Args:
        old: what was kept last; None where nothing was.
        new: as it was worked out just now.
    """
    known: Body = dict((old or {}).get(KNOWN) or {"pairs": {}, "months": {}})
    if new.get("few"):
        return new | {KNOWN: known}
    before = {"pairs": dict(known["pairs"]), "months": dict(known["months"])}
    if old and KNOWN not in old:
        before["pairs"] = {_named(one): one for one in old.get("pairs", ())}
        before["months"] = {_month(key, one): one["count"] for key, one in _months(old["questions"])}
    pairs = [one for one in new["pairs"] if is_apart(before["pairs"].get(_named(one)), one)]
    before["pairs"] |= {_named(one): one for one in pairs}
    questions = dict(new["questions"])
    for key, figures in new["questions"].items():
        if "months" in figures:
            told = [
                one for one in figures["months"] if not _is_near(before["months"].get(_month(key, one)), one["count"])
            ]
            before["months"] |= {_month(key, one): one["count"] for one in told}
            questions[key] = figures | {"months": told}
    return new | {"questions": questions, "pairs": pairs, KNOWN: before}


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
