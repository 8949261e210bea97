"""Fitting a likeness: logistic regression over classes, drawn towards zero (ridge), by how much chosen on people held
out; calibrated on people it had not seen (Platt 1999), so that of those with 20 % about one in five does it.
"""

from collections.abc import Sequence

import numpy as np
from scipy import sparse
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import log_loss

from leadgate.profiles.learning.fields import Codes, Field, Numbers, Truth
from leadgate.profiles.learning.likeness import Likeness

STRENGTHS = (0.03, 0.3, 3.0)
HELD_OUT = 0.2


def learn(fields: Sequence[Field], codes: Codes, good: Truth, seed: int = 0) -> Likeness:
    """Learn from people.

    Args:
        fields: what the columns of `codes` are.
        codes: the class of each person in each field.
        good: whether each did it.
        seed: of the chance by which people are held out.
    """
    design = one_hot(fields, codes)
    fitted = _fit(design, good, _best_strength(design, good, seed))
    weights, intercept = [], float(fitted.intercept_[0])
    for field, found, column in zip(fields, _per_field(fields, fitted.coef_[0]), codes.T, strict=True):
        average = float(found[column].mean())
        intercept += average
        weights.append(np.where(np.bincount(column, minlength=len(field.classes)) > 0, found - average, 0.0))
    return Likeness(tuple(fields), intercept, tuple(weights))


def platt(log_odds: Numbers, good: Truth) -> tuple[float, float]:
    """By how much log odds of people that were not learnt from have to be moved and stretched."""
    fitted = LogisticRegression(C=1e6).fit(log_odds[:, None], good)
    return float(fitted.intercept_[0]), float(fitted.coef_[0, 0])


def one_hot(fields: Sequence[Field], codes: Codes) -> sparse.csr_matrix:
    """A row per person with a one in the class of each field."""
    begins = np.cumsum([0, *(len(field.classes) for field in fields)])
    people, width = codes.shape
    places = (codes.astype(np.int32) + begins[:-1].astype(np.int32)).ravel()
    rows = np.arange(0, people * width + 1, max(width, 1), dtype=np.int32)
    return sparse.csr_matrix((np.ones(len(places)), places, rows), shape=(people, int(begins[-1])))


def _fit(design: sparse.csr_matrix, good: Truth, strength: float) -> LogisticRegression:
    return LogisticRegression(C=strength, max_iter=300).fit(design, good)


def _best_strength(design: sparse.csr_matrix, good: Truth, seed: int) -> float:
    out = np.random.default_rng(seed).random(len(good)) < HELD_OUT
    if min(good[~out].sum(), (~good[~out]).sum()) == 0 or not out.any():
        return STRENGTHS[1]
    fitted = [_fit(design[~out], good[~out], one) for one in STRENGTHS]
    losses = [log_loss(good[out], one.predict_proba(design[out])[:, 1], labels=[0, 1]) for one in fitted]
    return STRENGTHS[int(np.argmin(losses))]


def _per_field(fields: Sequence[Field], found: Numbers) -> list[Numbers]:
    return np.split(found, np.cumsum([len(field.classes) for field in fields])[:-1])
