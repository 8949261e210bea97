"""Which ways of answering there could be, beside those there are: what a reader of the questions cannot rule out.

What is held to be possible though it is not makes an audit blind: it would think that a hidden answer may be anybody's.
So whatever is not certain from the answers that were given is left out, which at worst hides more than had to be.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product
from typing import Any

import numpy as np

from leadgate.statistics.auditing import Counts


def with_possible(kinds: Counts, truth: Counts, shared: Sequence[int]) -> tuple[Counts, Counts]:
    """The kinds there are, and those there could be: that nobody gave two answers is no rule, as far as any reader
    knows; which questions each answer leads to is one.

    Args:
        kinds: each way of answering there is: the place on one line, whether each question was answered, the place on
            another line.
        truth: how many are of each kind.
        shared: which of the questions are asked by both lines.
    """
    led: tuple[dict[int, set[Any]], dict[int, set[Any]]] = {}, {}
    for one, *asked, other in kinds.T.tolist():
        led[0].setdefault(one, set()).add(tuple(asked))
        led[1].setdefault(other, set()).add(tuple(asked))
    known = {(one, other) for one, other in kinds[[0, -1]].T.tolist()}
    asked_by_both = [(at, _AskedByBoth.of(kinds[[0, 1 + at, -1]])) for at in shared]
    more = [
        (one, *asked, other)
        for one, other in product(*led)
        if (one, other) not in known
        for asked in led[0][one] & led[1][other]
        if all(rule.allows(one, other, answered=bool(asked[at])) for at, rule in asked_by_both)
    ]
    if not more:
        return kinds, truth
    none = np.zeros(len(more), dtype=np.int64)
    return np.concatenate([kinds, np.array(more).T], axis=1), np.concatenate([truth, none])


@dataclass(frozen=True)
class _AskedByBoth:
    """A question that is asked by what somebody said to two lines.

    Args:
        leads: the answers to each line of those who answered it: beside each other, they lead to it.
        stops: the answers to each line that do not, whatever is said to the other.
        is_optional: whether somebody left it out, though both led to it.
    """

    leads: tuple[set[int], set[int]]
    stops: tuple[set[int], set[int]]
    is_optional: bool

    @classmethod
    def of(cls, kinds: Counts) -> "_AskedByBoth":
        ways = [*zip(*kinds.tolist(), strict=True)]
        leads = (
            {one for one, answered, _other in ways if answered},
            {other for _one, answered, other in ways if answered},
        )
        stops = (
            {one for one, _answered, other in ways if other in leads[1]} - leads[0],
            {other for one, _answered, other in ways if one in leads[0]} - leads[1],
        )
        left_out = any(not answered and one in leads[0] and other in leads[1] for one, answered, other in ways)
        return cls(leads, stops, left_out)

    def allows(self, one: int, other: int, *, answered: bool) -> bool:
        """Whether somebody who gave these answers can be certain to have answered it, or not to have."""
        if one in self.stops[0] or other in self.stops[1]:
            return not answered
        return one in self.leads[0] and other in self.leads[1] and (answered or self.is_optional)
