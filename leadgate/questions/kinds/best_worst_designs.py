"""Designs of best-worst questions: which things stand together in a set.

In each design every thing is shown equally often and meets the others as equally often as the numbers allow, and from
each a chain of sets leads to every other, so that all can be compared. A design has many versions, one for each
respondent: the same sets with the things in other places, so that over all of them no pair meets more often than
another.
"""

import random
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import combinations

ATTEMPTS, SWAPS = 8, 4_000
VERSIONS, TRIED = 64, 12
Pair = tuple[int, int]
Design = tuple[tuple[int, ...], ...]


@lru_cache(maxsize=256)
def balanced(things: int, size: int, times: int) -> Design:
    """Sets of `size` out of `things`, in which each is shown `times` times (some once more where it must be).

    Args:
        things: how many there are.
        size: how many stand in one set.
        times: how often each is shown at least.

    Returns:
        Sets of numbers below `things`; the same each time. Begun by always taking what was shown and met least so far,
        then bettered by swapping between sets whatever makes the meetings of pairs more alike.
    """
    dice = random.Random(things * 10_000 + size * 100 + times)  # noqa: S311 - the same design each time
    designs = (_bettered(_begun(things, size, times, dice), dice) for _ in range(ATTEMPTS))
    best = min(designs, key=lambda sets: (not is_connected(things, sets), unevenness(sets)))
    return tuple(tuple(one) for one in best)


@lru_cache(maxsize=64)
def versions(things: int, size: int, times: int) -> tuple[Design, ...]:
    """Many versions of a balanced design; the same each time.

    Of each the things are moved to where pairs that met least so far meet, and the sets are put in another order.

    Args:
        things: how many there are.
        size: how many stand in one set.
        times: how often each is shown at least.
    """
    base, dice = balanced(things, size, times), random.Random(things * 10_000 + size * 100 + times + 1)  # noqa: S311
    met, shown = Counter[Pair](), Counter[int]()
    found = []
    for _nth in range(VERSIONS):
        tries = [dice.sample(range(things), things) for _one in range(TRIED)]
        moved = [[tuple(places[one] for one in chosen) for chosen in base] for places in tries]
        best = min(moved, key=lambda sets: _worse(sets, met, shown))
        met.update(_pairs(best))
        shown.update(one for chosen in best for one in chosen)
        found.append(tuple(dice.sample(best, len(best))))
    return tuple(found)


def _worse(sets: Sequence[Sequence[int]], met: Counter[Pair], shown: Counter[int]) -> tuple[int, int]:
    """How much what was shown and met often before is shown and met again."""
    return sum(shown[one] for chosen in sets for one in chosen), sum(met[pair] for pair in _pairs(sets))


def is_connected(things: int, sets: Iterable[Sequence[int]]) -> bool:
    """Whether a chain of sets leads from each thing to every other."""
    together = list(range(things))
    for chosen in sets:
        groups = {together[one] for one in chosen}
        together = [min(groups) if group in groups else group for group in together]
    return len(set(together)) == 1


def _begun(things: int, size: int, times: int, dice: random.Random) -> list[list[int]]:
    shown, met = [0] * things, Counter[Pair]()
    sets = []
    for _one in range(-(-things * times // size)):
        chosen: list[int] = []
        while len(chosen) < size:
            rest = [one for one in range(things) if one not in chosen]
            chosen.append(min(rest, key=lambda one: (shown[one], _meetings(met, one, chosen), dice.random())))
        for one in chosen:
            shown[one] += 1
        met.update(combinations(sorted(chosen), 2))
        sets.append(chosen)
    return sets


def _bettered(sets: list[list[int]], dice: random.Random) -> list[list[int]]:
    met = Counter(_pairs(sets))
    for _swap in range(SWAPS):
        first, second = dice.sample(range(len(sets)), 2)
        here, there = dice.choice(sets[first]), dice.choice(sets[second])
        rest, other = [x for x in sets[first] if x != here], [x for x in sets[second] if x != there]
        if here in sets[second] or there in sets[first]:
            continue
        gone = [_pair(here, x) for x in rest] + [_pair(there, x) for x in other]
        come = [_pair(there, x) for x in rest] + [_pair(here, x) for x in other]
        before = sum(met[pair] ** 2 for pair in {*gone, *come})
        met.subtract(gone)
        met.update(come)
        if sum(met[pair] ** 2 for pair in {*gone, *come}) > before:
            met.subtract(come)
            met.update(gone)
        else:
            sets[first], sets[second] = [*rest, there], [*other, here]
    return sets


def _meetings(met: Counter[Pair], one: int, chosen: list[int]) -> int:
    return sum(met[_pair(one, other)] for other in chosen)


def _pair(one: int, other: int) -> Pair:
    return (one, other) if one < other else (other, one)


def unevenness(sets: Iterable[Sequence[int]]) -> int:
    """The sum of squares of how often each pair meets: smallest when all meet equally often."""
    return sum(count * count for count in Counter(_pairs(sets)).values())


def _pairs(sets: Iterable[Sequence[int]]) -> list[Pair]:
    return [pair for one in sets for pair in combinations(sorted(one), 2)]
