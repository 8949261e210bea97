"""Checking what was learnt on people it was not learnt from: five times with another fifth of them left out."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from leadgate.scoring.learning.fields import Codes, Field, Numbers, Truth
from leadgate.scoring.learning.fitting import learn, platt
from leadgate.scoring.learning.likeness import calibrated
from leadgate.scoring.learning.ranking import Ranked, estimated
from leadgate.statistics.intervals import Estimate, share

FOLDS = 5
FEW = 5.0
"""How many people of the average a class is thought to hold beside its own, where a rate is taken from it alone."""
Folds = npt.NDArray[np.int8]


@dataclass(frozen=True)
class Single:
    """How well one field alone does."""

    name: str
    auc: float
    lift: float


@dataclass(frozen=True)
class Checked:
    """How well likeness does, and the best single field beside it.

    Args:
        auc, lift: of likeness; chance is 0.5 and 1.
        best: the single field that is best by AUC, and by lift in the first tenth.
        auc_gain, lift_gain: by how much likeness is better, over the same samples.
        tenths: of each tenth by score the mean chance and what was true.
        calibration: for people who are not among these.
        chances: of each person, as one it was not learnt from.
        slope: of what was true on the calibrated log odds of people not learnt from; 1 is right.
    """

    people: int
    good: int
    auc: Estimate
    lift: Estimate
    best_by_auc: Single
    best_by_lift: Single
    auc_gain: Estimate
    lift_gain: Estimate
    tenths: Sequence[tuple[float, Estimate]]
    calibration: tuple[float, float]
    chances: Numbers
    slope: float

    def plain(self) -> dict[str, Any]:
        """As plain data."""
        figures = {name: getattr(self, name).plain() for name in ("auc", "lift", "auc_gain", "lift_gain")}
        singles = {name: vars(getattr(self, name)) for name in ("best_by_auc", "best_by_lift")}
        tenths = [[round(expected, 4), *true.plain()] for expected, true in self.tenths]
        return {"people": self.people, "good": self.good, **figures, **singles, "tenths": tenths, "slope": self.slope}


def check(
    fields: Sequence[Field], codes: Codes, good: Truth, told: Callable[[int], None] = lambda _done: None
) -> Checked:
    """Check likeness on people it has not seen.

    Args:
        fields: what the columns of `codes` are.
        codes: the class of each person in each field.
        good: whether each did it.
        told: called with how many of the folds are done.
    """
    folds = folds_of(good)
    log_odds = np.zeros(len(good))
    for fold in range(FOLDS):
        out = folds == fold
        log_odds[out] = learn(fields, codes[~out], good[~out], seed=fold).log_odds(codes[out])
        told(fold + 1)
    chances = _cross_calibrated(log_odds, good, folds)
    alone = {field.name: alone_scores(codes[:, at], good, folds) for at, field in enumerate(fields)}
    return _compared(chances, alone, good, platt(log_odds, good))


def folds_of(good: Truth, seed: int = 0) -> Folds:
    """Which fifth each belongs to, those who did it spread evenly."""
    chance, folds = np.random.default_rng(seed), np.zeros(len(good), dtype=np.int8)
    for kind in (good, ~good):
        folds[kind] = chance.permutation(np.arange(kind.sum()) % FOLDS)
    return folds


def alone_scores(column: npt.NDArray[np.int16], good: Truth, folds: Folds) -> Numbers:
    """What one field alone says of each person: how many of its class did it, among the people not in their fifth."""
    scores = np.zeros(len(good))
    for fold in range(FOLDS):
        out = folds == fold
        seen = np.bincount(column[~out], minlength=column.max() + 1)
        hits = np.bincount(column[~out], good[~out], minlength=column.max() + 1)
        scores[out] = ((hits + FEW * good[~out].mean()) / (seen + FEW))[column[out]]
    return scores


def _cross_calibrated(log_odds: Numbers, good: Truth, folds: Folds) -> Numbers:
    """Chances of people who were neither learnt from nor calibrated on."""
    chances = np.zeros(len(good))
    for fold in range(FOLDS):
        out = folds == fold
        chances[out] = calibrated(log_odds[out], platt(log_odds[~out], good[~out]))
    return chances


def _compared(chances: Numbers, alone: dict[str, Numbers], good: Truth, calibration: tuple[float, float]) -> Checked:
    ours, ranked = Ranked(chances, good), {name: Ranked(scores, good) for name, scores in alone.items()}
    as_they_are = np.ones(len(good))
    singles = [Single(name, one.auc(as_they_are), one.lift(as_they_are)) for name, one in ranked.items()]
    by_auc, by_lift = max(singles, key=lambda one: one.auc), max(singles, key=lambda one: one.lift)
    figures = {
        "auc": ours.auc,
        "lift": ours.lift,
        "auc_gain": lambda weights: ours.auc(weights) - ranked[by_auc.name].auc(weights),
        "lift_gain": lambda weights: ours.lift(weights) - ranked[by_lift.name].lift(weights),
    }
    slope = platt(np.log(chances / (1 - chances)), good)[1]
    return Checked(
        people=len(good),
        good=int(good.sum()),
        best_by_auc=by_auc,
        best_by_lift=by_lift,
        tenths=tenths_of(chances, good),
        calibration=calibration,
        chances=chances,
        slope=round(slope, 4),
        **estimated(figures, len(good)),
    )


def tenths_of(chances: Numbers, good: Truth) -> list[tuple[float, Estimate]]:
    """Of each tenth of the people, lowest first: the mean chance, and how many did it."""
    parts = np.array_split(np.argsort(chances, kind="stable"), 10)
    return [(float(chances[part].mean()), share(float(good[part].sum()), len(part))) for part in parts if len(part)]
