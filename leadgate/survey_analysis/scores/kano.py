"""Kano classes per feature, with the coefficients of Berger et al. (1993): how much it pleases, and is missed."""

from collections.abc import Collection, Mapping
from typing import Any

from leadgate.questions.kinds import Kano
from leadgate.questions.kinds.kano import CLASSES
from leadgate.statistics.significance import is_ahead
from leadgate.statistics.tallies import Tally
from leadgate.survey_analysis.rows import FEW, HELD, line_of, share_of, too_few

CLEAR = ("attractive", "one_dimensional", "must_be", "indifferent")


Hidden = Mapping[str, Collection[str] | None]


def classes(item: Kano, given: Tally, hidden: Hidden, unshared: Mapping[str, Collection[str]]) -> list[dict[str, Any]]:
    """Each feature with the share of each class, `pleases` and `missed`, and its class where all counts are shown.

    Args:
        item: the question.
        given: the answers.
        hidden: by feature, the classes of which nothing is said; None where nothing is said of the feature.
        unshared: by feature, those whose weighted share is not said.
    """
    coded = given.turned(item.codes)
    return [_line(one.key, coded, hidden.get(one.key, ()), unshared.get(one.key, ())) for one in item.features]


def _line(feature: str, coded: Tally, hidden: Collection[str] | None, unshared: Collection[str]) -> dict[str, Any]:
    mine = coded.under({f"{feature}:{what}": what for what in CLASSES})
    if too_few(mine):
        return {"code": feature, **FEW}
    if hidden is None:
        return {"code": feature, **HELD}
    found = line_of(feature, mine, list(CLASSES), coefficients, hidden, unshared)
    return found if hidden else found | {"class": _class_of(mine)}


def _class_of(mine: Tally) -> dict[str, Any]:
    """The class most people put a feature in, the one after it, and whether chance could have put them so."""
    first, second = sorted(CLASSES, key=lambda code: -mine.people[code])[:2]
    ahead = is_ahead(mine.people[first], mine.people[second], mine.answered)
    return {"first": first, "second": second, "is_clear": ahead}


def coefficients(given: Tally) -> dict[str, list[float]]:
    """How much a feature pleases, and how much it is missed, of those whose class is clear."""
    clear = given.of(CLEAR)
    if too_few(clear):
        return {}
    return {
        "pleases": share_of(("attractive", "one_dimensional"), clear),
        "missed": share_of(("one_dimensional", "must_be"), clear),
    }
