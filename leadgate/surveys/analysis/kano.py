"""Kano classes per feature, with the coefficients of Berger et al. (1993): how much it pleases, and is missed."""

from collections.abc import Mapping
from typing import Any

from leadgate.questions.kinds import Kano
from leadgate.questions.kinds.kano import CLASSES
from leadgate.surveys.analysis.hiding import FEWEST, hidden_of_line
from leadgate.surveys.analysis.intervals import share
from leadgate.surveys.analysis.tallies import Frozen, thawed

CLEAR = ("attractive", "one_dimensional", "must_be", "indifferent")


def classes(item: Kano, counts: Mapping[Frozen, float], worth: float) -> list[dict[str, Any]]:
    """Each feature with the share of each class, `pleases` and `missed`."""
    found = {one.key: dict.fromkeys(CLASSES, 0.0) for one in item.features}
    for value, count in counts.items():
        for code in item.codes(thawed(value)):
            feature, _, what = code.partition(":")
            if feature in found:
                found[feature][what] += count
    return [_line(feature, given, worth) for feature, given in found.items()]


def _line(feature: str, given: Mapping[str, float], worth: float) -> dict[str, Any]:
    answered = sum(given.values())
    if answered < FEWEST:
        return {"code": feature, "answered": None, "few": True}
    hidden = hidden_of_line(given)
    rows = [
        {"code": what, "count": None, "share": None}
        if what in hidden
        else {"code": what, "count": round(count), "share": share(count * worth, answered * worth).plain()}
        for what, count in given.items()
    ]
    clear = sum(given[what] for what in CLEAR)
    scores = {}
    if clear >= FEWEST:
        scores["pleases"] = share((given["attractive"] + given["one_dimensional"]) * worth, clear * worth).plain()
        scores["missed"] = share((given["one_dimensional"] + given["must_be"]) * worth, clear * worth).plain()
    return {"code": feature, "answered": round(answered), "rows": rows, "scores": scores}
