"""Lines of an anonymous survey made anew beside those that were told: what may take their place.

Whoever keeps both subtracts one from the other. So a line is only replaced where each of its answers, and not
answering, grew or shrank by none or by five people at least, whatever it was that had it counted anew; until then the
older line stays, with the number of people it stands for, or none where it counts somebody who went. What was told last
is remembered for as long as the report is, also while it is not shown.
"""

from collections.abc import Iterator, Mapping, Sequence

from leadgate.questions.kinds import AnyItem, BestWorst, ConstantSum, LongText, SeveralChoices, ShortText
from leadgate.statistics.disclosure import is_small
from leadgate.survey_cohorts.edition import HELD, Body

KNOWN = "known"
"""In what is kept of a report: what was told last, and whether somebody it counts went since (`gone`)."""
Cells = list[tuple[int | None, int | None]]
"""What was and what is counted in each cell; None where that is hidden."""
OVERLAPPING = (SeveralChoices, ShortText, LongText)


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
    return new | {"people": people, "questions": told, KNOWN: known}


def _known(old: Body | None, *, is_true: bool) -> dict[str, Body]:
    """What was told of each question last; of a report that was kept before this was, what it says."""
    if old is None:
        return {}
    known: dict[str, Body] = dict(old.get(KNOWN) or _said(old))
    return known if is_true else {key: {**one, "gone": True} for key, one in known.items()}


def _said(old: Body) -> dict[str, Body]:
    held = {key: {**one, "gone": True} for key, one in old.get("published", {}).items()}
    told = {key: one for key, one in old["questions"].items() if one["answered"] is not None}
    return {key: {"of": old["people"], **one} for key, one in (held | told).items()}


def _older(was: Body | None) -> Body:
    """The figures that stay; none where they count somebody who went."""
    return dict(HELD) if was is None or "gone" in was else was


def may_replace(item: AnyItem, was: Body, now: Body) -> bool:
    """Whether figures of a question tell of nobody or of five at least, beside those of it that were told.

    Args:
        item: the question.
        was, now: the figures, with the number of people they are `of`.
    """
    if now["answered"] is None or any(map(_differ, _lines(item, was, now))):
        return False
    before, after = _words(was), _words(now)
    # A word that is not shown any more has become as few, or nobody knows how many.
    return before.keys() <= after.keys() and not any(is_small(abs(after[one] - before[one])) for one in before)


def told_before(was: Body | None, now: Body) -> Body:
    """The words that may be shown: those that were. One few had used would say of those who came that they did."""
    if was is None or "words" not in now:
        return {}
    return {"words": [one for one in now["words"] if one["word"] in _words(was)]}


def _words(figures: Body) -> dict[str, int]:
    return {one["word"]: one["people"] for one in figures.get("words", ())}


def _differ(cells: Cells) -> bool:
    """Whether a cell differs by so few that it points at somebody; what is hidden in either is one cell.

    Of one that is hidden in one of both it is known that it was not empty: beside five it differs by four at most.
    """
    told = [now - was for was, now in cells[1:] if was is not None and now is not None]
    was, now = cells[0]
    if was is None or now is None:
        return False
    rest = now - was - sum(told)
    half_told = [one for was, now in cells[1:] for one in (was, now) if None in (was, now) and one is not None]
    return any(is_small(abs(one)) for one in [*told, rest]) or any(is_small(one - 1) for one in half_told)


def _lines(item: AnyItem, was: Body, now: Body) -> Iterator[Cells]:
    """The lines of a question as cells, the first their sum: all who were asked."""
    both = (was["of"], now["of"])
    answered = (was["answered"], now["answered"])
    yield [both, answered]
    rows = _by_code(was.get("rows", ()), now.get("rows", ()))
    if isinstance(item, OVERLAPPING):
        whole = (was.get("coded", was["answered"]), now.get("coded", now["answered"]))
        yield [answered, whole]
        yield from ([whole, row] for row in rows)
    elif isinstance(item, BestWorst | ConstantSum):
        yield from ([answered, row] for row in rows)
    else:
        yield [answered, *rows]
    yield [answered, *_bins(was.get("bins", ()), now.get("bins", ()))]
    lines = {one["code"]: one for one in was.get("lines", ())}
    for line in now.get("lines", ()):
        older = lines.get(line["code"], {})
        if line["answered"] is not None and older.get("answered") is not None:
            mine = (older["answered"], line["answered"])
            yield [both, mine]
            yield [mine, *_by_code(older["rows"], line["rows"])]


def _by_code(was: Sequence[Body], now: Sequence[Body]) -> Cells:
    before, after = ({row["code"]: row["count"] for row in rows} for rows in (was, now))
    return [(before.get(code, 0), after.get(code, 0)) for code in {**before, **after}]


def _bins(was: Sequence[Body], now: Sequence[Body]) -> Cells:
    """The steps of two histograms, as far as they have edges in common."""
    if not was or not now:
        return []
    common = sorted({one["from"] for one in was} & {one["from"] for one in now})
    ends = [*common[1:], float("inf")]
    return [(_within(was, low, high), _within(now, low, high)) for low, high in zip(common, ends, strict=True)]


def _within(bins: Sequence[Body], low: float, high: float) -> int | None:
    counts = [one["count"] for one in bins if low <= one["from"] < high]
    return None if None in counts else sum(counts)
