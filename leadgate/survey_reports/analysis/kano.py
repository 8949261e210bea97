"""Kano classes per feature, with the coefficients of Berger et al. (1993): how much it pleases, and is missed."""

from typing import Any

from leadgate.questions.kinds import Kano
from leadgate.questions.kinds.kano import CLASSES
from leadgate.survey_reports.analysis.rows import FEW, line_of, share_of, too_few
from leadgate.survey_reports.analysis.tallies import Tally

CLEAR = ("attractive", "one_dimensional", "must_be", "indifferent")


def classes(item: Kano, given: Tally) -> list[dict[str, Any]]:
    """Each feature with the share of each class, `pleases` and `missed`."""
    coded = given.turned(item.codes)
    return [_line(one.key, coded) for one in item.features]


def _line(feature: str, coded: Tally) -> dict[str, Any]:
    mine = coded.under({f"{feature}:{what}": what for what in CLASSES})
    if too_few(mine):
        return {"code": feature, **FEW}
    clear = mine.of(CLEAR)
    scores = {}
    if not too_few(clear):
        scores["pleases"] = share_of(("attractive", "one_dimensional"), clear)
        scores["missed"] = share_of(("one_dimensional", "must_be"), clear)
    return line_of(feature, mine, list(CLASSES), scores)
