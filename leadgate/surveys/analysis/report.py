"""A whole report as plain data: what the page, the files and the print show, and nothing that points at somebody."""

from collections.abc import Mapping, Sequence
from typing import Any

from leadgate.questions.kinds import AnyItem, Effort, Recommending, Satisfaction
from leadgate.surveys.analysis.crosstabs import coded, pairs_of
from leadgate.surveys.analysis.figures import figures_of, score
from leadgate.surveys.analysis.hiding import FEWEST, hidden_of_line
from leadgate.surveys.analysis.tallies import Answers, counted
from leadgate.surveys.analysis.weighting import Margin, effective, weights
from leadgate.surveys.definition import Definition

SCALES = (Recommending, Satisfaction, Effort)


def report_of(survey: Definition, answers: Answers, margins: Mapping[str, Mapping[str, float]]) -> dict[str, Any]:
    """The figures of a survey.

    Args:
        answers: all finished responses.
        margins: for weighting, the true share of each answer to some questions; none for none.
    """
    people = len(answers)
    if people < FEWEST:
        return {"people": None, "few": True, "questions": {}, "pairs": []}
    columns = [one for item in survey.items.values() if (one := coded(item, answers.columns[item.key]))]
    by_key = {one.key: one for one in columns}
    known = [Margin(by_key[key].codes, shares) for key, shares in margins.items() if key in by_key]
    weighed = weights(known, people) if known else None
    worth = effective(weighed) / people if weighed is not None else 1.0
    found = {
        key: figures_of(item, counted(answers.columns[key], None if weighed is None else list(weighed)), worth)
        for key, item in survey.items.items()
    }
    for key, item in survey.items.items():
        if isinstance(item, SCALES) and not found[key].get("few"):
            found[key]["months"] = _months(item, answers.columns[key], answers.months)
    weighting = {"effective": round(worth * people), "questions": sorted(margins)} if known else None
    return {"people": people, "questions": found, "pairs": pairs_of(columns), "weighting": weighting}


def _months(item: AnyItem, column: Sequence[Any], months: Sequence[str]) -> list[dict[str, Any]]:
    """The score month by month; a month of fewer than five is left out, and with it the next smallest one, so that it
    cannot be worked out from the whole.
    """
    by_month: dict[str, list[Any]] = {}
    for value, month in zip(column, months, strict=True):
        if value is not None:
            by_month.setdefault(month, []).append(value)
    hidden = hidden_of_line({month: len(given) for month, given in by_month.items()})
    return [
        {"month": month, "count": len(given), "scores": score(item, counted(given), 1.0)}
        for month, given in sorted(by_month.items())
        if month not in hidden
    ]
