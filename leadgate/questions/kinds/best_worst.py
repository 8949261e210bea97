"""Best and worst of small sets (MaxDiff): what matters most, without everything being important.

Each respondent sees sets of a few things and names the best and the worst of each (Louviere, Flynn & Marley,
Best-Worst Scaling, 2015). The sets are built so that every thing is shown equally often and meets the others as
equally often as the numbers allow; see `balanced`.
"""

import random
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import combinations
from typing import ClassVar

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from msgspec import field

from leadgate.questions.errors import NotAnAnswer
from leadgate.questions.kinds.choice import Choice, keys_of, twice
from leadgate.questions.kinds.item import FormValues, Item, Sentence, Value, Words, said

FEWEST, MOST = 4, 30
SMALLEST_SET, LARGEST_SET = 3, 6
MOST_TIMES = 6
ATTEMPTS, SWAPS = 8, 4_000
Pair = tuple[int, int]


@lru_cache(maxsize=256)
def balanced(things: int, size: int, times: int) -> tuple[tuple[int, ...], ...]:
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
    return tuple(tuple(one) for one in min(designs, key=unevenness))


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
    met: Counter[Pair] = Counter(pair for one in sets for pair in combinations(sorted(one), 2))
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
    met = Counter(pair for one in sets for pair in combinations(sorted(one), 2))
    return sum(count * count for count in met.values())


class BestWorst(Item, frozen=True, kw_only=True, omit_defaults=True, tag="best_worst"):
    """The best and the worst of each of several sets."""

    shape: ClassVar[str] = "best_worst"
    choices: tuple[Choice, ...]
    set_size: int = 4
    times: int = 3
    """How often each thing is shown to one respondent."""
    best: Words = field(default_factory=dict)
    worst: Words = field(default_factory=dict)

    @property
    def offered(self) -> frozenset[str]:
        """The things that are compared."""
        return frozenset(keys_of(self.choices))

    def sets(self) -> list[tuple[Choice, ...]]:
        """The sets everybody answers."""
        return [
            tuple(self.choices[one] for one in shown)
            for shown in balanced(len(self.choices), self.set_size, self.times)
        ]

    def ordered(self, seed: int) -> list[tuple[int, list[Choice]]]:
        """The numbered sets as one respondent sees them: sets and places mixed, so that no place is favoured."""
        dice = random.Random(seed)  # noqa: S311 - an order, not a secret
        shown = [(number, dice.sample(one, len(one))) for number, one in enumerate(self.sets())]
        dice.shuffle(shown)
        return shown

    def texts(self) -> Iterator[Words]:
        """The question, the things, and the words for best and worst."""
        yield from super().texts()
        yield from (one.label for one in self.choices)
        yield from (words for words in (self.best, self.worst) if words)

    def problems(self) -> Iterator[Sentence]:
        """Numbers no design can be made of."""
        if not FEWEST <= len(self.choices) <= MOST:
            yield _("Between four and thirty things can be compared.")
        if not SMALLEST_SET <= self.set_size <= min(LARGEST_SET, len(self.choices)):
            yield _("A set shows three to six things, and no more than there are.")
        if not 1 <= self.times <= MOST_TIMES:
            yield _("Each thing can be shown one to six times.")
        yield from twice(keys_of(self.choices))

    def read(self, typed: FormValues) -> Value | None:
        """Of each set, by its number: the best, the worst, and what else was shown, so that it can be counted alone."""
        found: dict[str, list[str]] = {}
        sets = self.sets()
        for number, shown in enumerate(sets):
            best, worst = (typed.get(f"{self.field}.{number}.{end}", "") for end in ("best", "worst"))
            if not best and not worst:
                continue
            if not best or not worst:
                raise NotAnAnswer(gettext("Please choose both in set %(number)d.", number=number + 1))
            if not set(keys_of(shown)).issuperset((best, worst)):
                raise NotAnAnswer(gettext("Please choose from the answers shown."))
            if best == worst:
                raise NotAnAnswer(gettext("One thing cannot be both; look at set %(number)d.", number=number + 1))
            found[str(number)] = [best, worst, *(key for key in keys_of(shown) if key not in (best, worst))]
        if self.required and len(found) < len(sets):
            raise NotAnAnswer(gettext("Please answer every set."))
        return dict(found) or None

    def fields(self, value: Value) -> dict[str, list[str]]:
        """The best and the worst of each set."""
        assert isinstance(value, dict)
        pairs = {number: (shown[0], shown[1]) for number, shown in value.items()}
        return {
            f"{self.field}.{number}.{end}": [key]
            for number, pair in pairs.items()
            for end, key in zip(("best", "worst"), pair, strict=True)
        }

    def plainly(self, value: Value, language: str) -> str:
        """Each set's best and worst, in words."""
        labels = {one.key: said(one.label, language) for one in self.choices}
        assert isinstance(value, dict)
        return "; ".join(
            f"+ {labels.get(best, best)} − {labels.get(worst, worst)}" for best, worst, *_rest in value.values()
        )
