"""Weighting: answers count more or less, so that their margins are those of the people one wants to speak about.

Raking (iterative proportional fitting, Deming & Stephan 1940), with weights kept between a fifth and five, because an
answer that counts for twenty says more about luck than about people.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

ROUNDS, CLOSE = 200, 1e-9
LEAST, MOST = 0.2, 5.0


@dataclass(frozen=True, slots=True)
class Margin:
    """How a question's answers are spread among the people one wants to speak about."""

    codes: Sequence[str | None]
    """What each respondent answered."""
    shares: Mapping[str, float]
    """The share of each answer, adding up to one."""


def weights(margins: Sequence[Margin], people: int) -> npt.NDArray[np.float64]:
    """A weight for each respondent, one on average; whoever did not answer keeps the weight the others give them."""
    found = np.ones(people)
    groups = [
        [(np.array([code == key for code in margin.codes]), share) for key, share in margin.shares.items() if share > 0]
        for margin in margins
    ]
    for _round in range(ROUNDS):
        before = found.copy()
        for cells in groups:
            known = np.any([mask for mask, _ in cells], axis=0)
            total = found[known].sum()
            for mask, share in cells:
                now = found[mask].sum()
                if now > 0:
                    found[mask] *= share * total / now
        found = np.clip(found * people / found.sum(), LEAST, MOST)
        if np.abs(found - before).max() < CLOSE:
            break
    return found


def effective(found: npt.NDArray[np.float64]) -> float:
    """How many people weighted answers are worth (Kish 1965)."""
    return float(found.sum() ** 2 / (found**2).sum()) if len(found) else 0.0
