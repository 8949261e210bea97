"""Weighting: answers count more or less, so that their margins are those of the people one wants to speak about.

Raking (iterative proportional fitting, Deming & Stephan 1940) with weights kept between a fifth and five, one on
average (the bounds of Deville & Särndal 1992): an answer that counts for twenty says more about luck than about people.
Where the bounds keep margins from being reached, `reached` says how far they came.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.optimize import brentq

ROUNDS, CLOSE = 2_000, 1e-10
LEAST, MOST = 0.2, 5.0
NEXT_TO_NOTHING = 1e-9
"""In the place of a share of nothing, so that whoever gave that answer can keep the least weight."""

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Margin:
    """How a question's answers are spread among the people one wants to speak about."""

    codes: Sequence[str | None]
    """What each respondent answered."""
    shares: Mapping[str, float]
    """The share of each answer, adding up to one."""


def weights(margins: Sequence[Margin], people: int) -> Floats:
    """A weight for each respondent, one on average; whoever did not answer keeps the weight the others give them.

    Who gave the same answers to all of these questions weighs the same, so only as many weights are worked out as there
    are such kinds of respondents.
    """
    kinds, kind_of, counts = np.unique(
        np.array([_places(margin) for margin in margins]).reshape(-1, people),
        axis=1,
        return_inverse=True,
        return_counts=True,
    )
    found = np.ones(len(counts))
    for _round in range(ROUNDS):
        before = found
        for margin, places in zip(margins, kinds, strict=True):
            found = _raked(found * counts, places, margin) / counts
        found = _bounded(found, counts)
        if np.abs(found - before).max() < CLOSE:
            break
    each: Floats = found[kind_of.ravel()]
    return each


def _places(margin: Margin) -> npt.NDArray[np.int64]:
    """Where the answer of each stands among the shares; −1 for none and for one whose share nobody knows."""
    at = {code: place for place, code in enumerate(margin.shares)}
    return np.array([at.get(code, -1) if code is not None else -1 for code in margin.codes], dtype=np.int64)


def _raked(sums: Floats, places: npt.NDArray[np.int64], margin: Margin) -> Floats:
    """The sums of weights of each kind, so that this margin is what it should be."""
    known = places >= 0
    now = np.bincount(places[known], sums[known], len(margin.shares)).astype(np.float64)
    wanted = np.array([max(share, NEXT_TO_NOTHING) for share in margin.shares.values()]) * now.sum()
    factors = np.divide(wanted, now, out=np.ones_like(now), where=now > 0)
    return sums * np.where(known, factors[places], 1.0)


def _bounded(found: Floats, counts: npt.NDArray[np.int64]) -> Floats:
    """All multiplied by one number and cut at the bounds, so that they are one on average afterwards and not before."""

    def surplus(power: float) -> float:
        return float((np.clip(found * np.exp(power), LEAST, MOST) * counts).sum() - counts.sum())

    lowest, highest = np.log(LEAST / found.max()), np.log(MOST / found.min())
    cut: Floats = np.clip(found * np.exp(brentq(surplus, lowest, highest, xtol=1e-13)), LEAST, MOST)
    return cut


def reached(margin: Margin, found: Floats) -> dict[str, float]:
    """The share each answer has with these weights, of those who gave one whose share is known; nobody's is 0."""
    places = _places(margin)
    sums = np.bincount(places[places >= 0], found[places >= 0], len(margin.shares))
    return {code: float(one) for code, one in zip(margin.shares, sums / max(sums.sum(), LEAST), strict=True)}


def effective(found: Floats) -> float:
    """How many people weighted answers are worth (Kish 1965)."""
    return float(found.sum() ** 2 / (found**2).sum()) if len(found) else 0.0
