"""Fitting a likeness: logistic regression over classes, drawn towards zero (ridge), by how much chosen on people held
out; calibrated on people it had not seen (Platt 1999), so that of those with 20 % about one in five does it.
"""

from collections.abc import Sequence

import numpy as np
from scipy import sparse
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import log_loss

from leadgate.scoring.learning.fields import Codes, Field, Numbers, Truth
from leadgate.scoring.learning.likeness import Likeness

STRENGTHS = (0.03, 0.3, 3.0)
ROUNDS = 5
ENOUGH_HELD_OUT = 50_000


def learn(fields: Sequence[Field], codes: Codes, good: Truth, seed: int = 0) -> Likeness:
    """Learn from people.

    Args:
        fields: what the columns of `codes` are.
        codes: the class of each person in each field.
        good: whether each did it.
        seed: of the chance by which people are held out.
    """
    design = _design(fields, codes)
    fitted = _fit(design, good, _best_strength(design, good, seed))
    weights, intercept = [], float(fitted.intercept_[0])
    for found, column in zip(_per_field(fields, fitted.coef_[0]), codes.T, strict=True):
        average = float(found[column].mean())
        intercept += average
        weights.append(np.where(np.bincount(column, minlength=len(found)) > 0, found - average, 0.0))
    return Likeness(tuple(fields), intercept, tuple(weights))


def _design(fields: Sequence[Field], codes: Codes) -> sparse.csr_matrix:
    """The classes, and beside them how high each number's class is, so that neighbours are thought to be alike."""
    return one_hot(fields, codes, [_heights(field)[codes[:, at]] for at, field in enumerate(fields) if field.edges])


def _heights(field: Field) -> Numbers:
    """How high each class of a number is, in spreads from the middle one; the middle where nothing was said."""
    places = np.arange(1, len(field.classes), dtype=float)
    return np.concatenate([[0.0], (places - places.mean()) / places.std()])


def _per_field(fields: Sequence[Field], found: Numbers) -> list[Numbers]:
    """What each class of each field adds: its own weight, and its height's."""
    own = np.split(found, np.cumsum([len(field.classes) for field in fields]))
    slopes = iter(own.pop())
    return [
        weights + next(slopes) * _heights(field) if field.edges else weights
        for field, weights in zip(fields, own, strict=True)
    ]


def platt(log_odds: Numbers, good: Truth) -> tuple[float, float]:
    """By how much log odds of people that were not learnt from have to be moved and stretched."""
    fitted = LogisticRegression(C=1e6).fit(log_odds[:, None], good)
    return float(fitted.intercept_[0]), float(fitted.coef_[0, 0])


def one_hot(fields: Sequence[Field], codes: Codes, beside: Sequence[Numbers] = ()) -> sparse.csr_matrix:
    """A row per person with a one in the class of each field.

    Args:
        fields: what the columns of `codes` are.
        codes: the class of each person in each field.
        beside: more columns, which come after the classes; filled in here, because matrices that are put together
            by SciPy stand in memory three times over.
    """
    begins = np.cumsum([0, *(len(field.classes) for field in fields)])
    people, own = codes.shape
    width = own + len(beside)
    values, places = np.ones((people, width)), np.empty((people, width), dtype=np.int32)
    places[:, :own] = codes + begins[:-1]
    for nth, column in enumerate(beside):
        values[:, own + nth], places[:, own + nth] = column, begins[-1] + nth
    rows = np.arange(0, people * width + 1, max(width, 1), dtype=np.int32)
    shape = (people, int(begins[-1]) + len(beside))
    return sparse.csr_matrix((values.ravel(), places.ravel(), rows), shape=shape)


def _fit(design: sparse.csr_matrix, good: Truth, strength: float) -> LogisticRegression:
    return LogisticRegression(C=strength, max_iter=300).fit(design, good)


def _best_strength(design: sparse.csr_matrix, good: Truth, seed: int) -> float:
    """How little to draw: what loses least on people held out, over more rounds where there are few of them."""
    rounds = int(np.clip(ENOUGH_HELD_OUT // len(good), 1, ROUNDS))
    held_out = np.random.default_rng(seed).integers(ROUNDS, size=len(good))
    losses = [np.zeros(rounds) for _ in STRENGTHS]
    for nth in range(rounds):
        out = held_out == nth
        if min(good[~out].sum(), (~good[~out]).sum()) == 0 or not out.any():
            return STRENGTHS[1]
        for loss, strength in zip(losses, STRENGTHS, strict=True):
            chances = _fit(design[~out], good[~out], strength).predict_proba(design[out])[:, 1]
            loss[nth] = log_loss(good[out], chances, labels=[0, 1])
    return STRENGTHS[int(np.argmin([loss.mean() for loss in losses]))]
