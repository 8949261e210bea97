"""What people prefer, from the best and the worst of small sets: utilities, and the share of each thing.

Whoever looks at a set calls a thing the best with odds of exp(utility), and of the others one the worst with odds of
exp(−utility): the sequential best-worst logit (Marley & Louviere 2005, 3; a conditional logit, McFadden 1974). The
share of preference of a thing is how many would choose it if all stood together. Intervals count people and not their
many sets (clustered by respondent, Liang & Zeger 1986), and are taken on the logit of the share: they stay in 0 to 1.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.special import expit, logit

from leadgate.statistics.intervals import Estimate, Z

STEPS, CLOSE, FURTHEST = 50, 1e-10, 15.0
"""Whatever lies further apart than this was never put the other way round by anybody: it has no finite utility."""

Floats = npt.NDArray[np.float64]
Numbers = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Choices:
    """What respondents chose.

    Args:
        sets: one line for each set somebody answered: the best, the worst, and what else was shown, by number; a set
            that is smaller than others is filled up with the number of things there are.
        people: whose each is, from 0 on.
    """

    sets: Numbers
    people: Numbers


@dataclass(frozen=True, slots=True)
class Utilities:
    """How much each thing is preferred.

    Args:
        values: of each thing, nought on average.
        inverse: of the negative second derivative of the log-likelihood.
    """

    values: Floats
    inverse: Floats


def utilities(given: Choices, things: int) -> Utilities | None:
    """The utilities under which these choices are likeliest; None where they leave one without bounds.

    Args:
        given: all choices.
        things: how many there are.
    """
    alike, counts = _counted(given, things)
    found = np.zeros(things)
    for _step in range(STEPS):
        slope, bend = _derived(found, alike, counts)
        move = np.linalg.lstsq(bend, slope, rcond=None)[0]
        found = found + move * min(1.0, 2.0 / max(np.abs(move).max(), CLOSE))
        if np.ptp(found) > FURTHEST:
            return None
        if np.abs(move).max() < CLOSE:
            return Utilities(found - found.mean(), np.asarray(np.linalg.pinv(bend), dtype=np.float64))
    return None


def shares(given: Choices, things: int) -> list[Estimate] | None:
    """The share of preference of each thing with its interval; None where there are no utilities."""
    fitted = utilities(given, things)
    if fitted is None:
        return None
    odds = np.exp(fitted.values - fitted.values.max())
    middle = odds / odds.sum()
    # By how much the logit of a share moves with each utility.
    moves = (np.eye(things) - middle) / (1 - middle)[:, None]
    spread = np.sqrt(np.einsum("ij,jk,ik->i", moves, _covariance(fitted, given), moves))
    ends = [expit(logit(middle) + side * Z * spread) for side in (-1, 1)]
    return [Estimate(*map(float, one)) for one in zip(middle, *ends, strict=True)]


def _counted(given: Choices, things: int) -> tuple[Numbers, Floats]:
    """Each different choice once, with how often it was made; what else was shown has no order."""
    sets = np.concatenate([given.sets[:, :2], np.sort(given.sets[:, 2:], axis=1)], axis=1)
    named = sets @ (things + 1) ** np.arange(sets.shape[1])
    _names, first, counts = np.unique(named, return_index=True, return_counts=True)
    return np.asarray(sets[first], dtype=np.int64), counts.astype(np.float64)


def _chances(found: Floats, sets: Numbers) -> tuple[Floats, Floats]:
    """Of each thing shown in each set, how likely it is the best, and then the worst of the others."""
    shown, filled = np.append(found, 0.0)[sets], sets == len(found)
    best, worst = np.exp(shown), np.exp(-shown)
    worst[:, 0] = 0
    best[filled] = worst[filled] = 0
    return best / best.sum(axis=1, keepdims=True), worst / worst.sum(axis=1, keepdims=True)


def _derived(found: Floats, sets: Numbers, counts: Floats) -> tuple[Floats, Floats]:
    """The first and the negative second derivative of the log-likelihood."""
    size = len(found) + 1
    bend = np.zeros((size, size))
    chosen = [np.bincount(sets[:, at], counts, size) for at in (0, 1)]
    slope: Floats = np.asarray(chosen[0] - chosen[1], dtype=np.float64)
    for chance, sign in zip(_chances(found, sets), (-1, 1), strict=True):
        held = chance * counts[:, None]
        slope += sign * np.bincount(sets.ravel(), held.ravel(), size)
        np.add.at(bend, (sets, sets), held)
        np.add.at(bend, (sets[:, :, None], sets[:, None, :]), -held[:, :, None] * chance[:, None, :])
    return slope[:-1], bend[:-1, :-1]


def _covariance(fitted: Utilities, given: Choices) -> Floats:
    """Of the utilities, by what each respondent adds to the first derivative."""
    people, size = int(given.people[-1]) + 1, len(fitted.values) + 1
    best, worst = _chances(fitted.values, given.sets)
    each = worst - best
    each[:, 0] += 1
    each[:, 1] -= 1
    cells = given.people[:, None] * size + given.sets
    added = np.bincount(cells.ravel(), each.ravel(), people * size).reshape(people, size)[:, :-1]
    return np.asarray(fitted.inverse @ (added.T @ added) @ fitted.inverse * people / (people - 1))


def choices_of(answers: Sequence[Sequence[Sequence[int]]], things: int) -> Choices:
    """Choices out of what each respondent said.

    Args:
        answers: of each respondent their sets, each the best, the worst, and what else was shown, by number.
        things: how many there are.
    """
    people = np.repeat(np.arange(len(answers)), [len(one) for one in answers])
    chosen = [tuple(one) for mine in answers for one in mine]
    largest = max(map(len, chosen))
    sets = np.array([(*one, *(things,) * (largest - len(one))) for one in chosen], dtype=np.int64)
    return Choices(sets, people)
