"""A whole report as plain data: what the page, the files and the print show, and nothing that points at somebody."""

from collections.abc import Mapping, Sequence
from typing import Any

from leadgate.questions.kinds import AnyItem
from leadgate.statistics.disclosure import FEWEST, hidden_of_line, is_small
from leadgate.statistics.weighting import Margin, effective, weights
from leadgate.survey_reports.analysis.crosstabs import coded, pairs_of
from leadgate.survey_reports.analysis.figures import SCALES, figures_of, scale
from leadgate.survey_reports.analysis.margins import told_of
from leadgate.survey_reports.analysis.tallies import Answers, Frozen, tally

Margins = Mapping[str, Mapping[str, float]]
Codes = Mapping[str, Sequence[str]]


def report_of(items: Mapping[str, AnyItem], answers: Answers, margins: Margins, codes: Codes) -> dict[str, Any]:
    """The figures of a survey.

    Args:
        items: its questions by key.
        answers: all finished responses.
        margins: for weighting, the true share of each answer to some questions; none for none.
        codes: the codebook of each question answered in words.
    """
    people = len(answers)
    if people < FEWEST:
        return {"people": None, "few": True, "questions": {}, "pairs": [], "weighting": None}
    columns = {key: one for key, item in items.items() if (one := coded(item, answers.columns[key]))}
    known = {key: Margin(columns[key].codes, shares) for key, shares in margins.items() if key in columns}
    found = weights([*known.values()], people) if known else None
    weighed, worth = (None, 1.0) if found is None else ([float(one) for one in found], effective(found) / people)
    questions = {
        key: figures_of(item, tally(answers.columns[key], weighed, worth), codes.get(key, ()))
        | _over_time(item, answers)
        for key, item in items.items()
    }
    weighting = None
    if found is not None:
        told = told_of(known, found)
        weighting = {"effective": round(worth * people), "questions": sorted(margins), "margins": told}
    return {"people": people, "questions": questions, "pairs": pairs_of([*columns.values()]), "weighting": weighting}


def part_of(
    items: Mapping[str, AnyItem], answers: Answers, margins: Margins, codes: Codes, people: int
) -> dict[str, Any]:
    """The figures of a part, unless it or the rest of all `people` is so small that it could be worked out."""
    rest = people - len(answers)
    return report_of(items, Answers() if is_small(rest) else answers, margins, codes)


def _over_time(item: AnyItem, answers: Answers) -> dict[str, Any]:
    """The score of a scale month by month, unweighted."""
    if not isinstance(item, SCALES):
        return {}
    by_month: dict[str, list[Frozen]] = {}
    for value, month in zip(answers.columns[item.key], answers.months, strict=True):
        if value is not None:
            by_month.setdefault(month, []).append(value)
    hidden = hidden_of_line({month: len(given) for month, given in by_month.items()})
    return {"months": [_month(item, *one) for one in sorted(by_month.items()) if one[0] not in hidden]}


def _month(item: Any, month: str, given: Sequence[Frozen]) -> dict[str, Any]:
    return {"month": month, "count": len(given), "scores": scale(item, tally(given))["scores"]}
