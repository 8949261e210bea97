"""Likeness: how likely somebody is to do what some others did, by what both had said before.

Each class of each field adds a number to the log odds, so that the reasons for a score can be added up and read out.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np

from leadgate.scoring.learning.fields import Codes, Field, Numbers, from_plain


@dataclass(frozen=True)
class Likeness:
    """What was learnt.

    Args:
        fields: what is looked at.
        intercept: the log odds of somebody who is like the average in everything.
        weights: of each field the log odds each class adds to that.
        calibration: by how much the log odds are moved and stretched.
    """

    fields: tuple[Field, ...]
    intercept: float
    weights: tuple[Numbers, ...]
    calibration: tuple[float, float] = (0.0, 1.0)

    def log_odds(self, codes: Codes) -> Numbers:
        """Of each person; a row of `codes` per person, a column per field."""
        return np.asarray(self.intercept + self.shares(codes).sum(axis=1), dtype=np.float64)

    def shares(self, codes: Codes) -> Numbers:
        """What each field adds to each person's log odds."""
        parts = [weights[codes[:, at]] for at, weights in enumerate(self.weights)]
        return np.stack(parts, axis=1) if parts else np.zeros((len(codes), 0))

    def chances(self, codes: Codes) -> Numbers:
        """How likely each person is, 0 to 1."""
        return calibrated(self.log_odds(codes), self.calibration)

    def plain(self) -> dict[str, Any]:
        """As plain data; it holds classes of at least twenty people and says nothing about one."""
        return {
            "fields": [field.plain() for field in self.fields],
            "intercept": self.intercept,
            "weights": [[round(float(one), 6) for one in weights] for weights in self.weights],
            "calibration": list(self.calibration),
        }


def likeness_from(found: dict[str, Any]) -> Likeness:
    """As it was kept."""
    fields = tuple(from_plain(one) for one in found["fields"])
    weights = tuple(np.array(one, dtype=float) for one in found["weights"])
    return Likeness(fields, found["intercept"], weights, (found["calibration"][0], found["calibration"][1]))


def calibrated(log_odds: Numbers, calibration: tuple[float, float]) -> Numbers:
    """Chances from log odds."""
    moved, stretched = calibration
    return np.asarray(1 / (1 + np.exp(-(moved + stretched * log_odds))), dtype=np.float64)
