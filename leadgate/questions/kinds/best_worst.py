"""Best and worst of small sets (MaxDiff): what matters most, without everything being important.

Each respondent sees sets of a few things and names the best and the worst of each (Louviere, Flynn & Marley,
Best-Worst Scaling, 2015). Which things stand together is chosen by `best_worst_designs`.
"""

import random
from collections.abc import Iterator
from typing import ClassVar

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from msgspec import field

from leadgate.questions.errors import NotAnAnswer
from leadgate.questions.kinds.best_worst_designs import VERSIONS, versions
from leadgate.questions.kinds.choice import Choice, keys_of, twice
from leadgate.questions.kinds.item import FormValues, Item, Sentence, Value, Words, said

FEWEST, MOST = 4, 30
SMALLEST_SET, LARGEST_SET = 3, 6
MOST_TIMES = 6


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

    def sets(self, version: int) -> list[tuple[Choice, ...]]:
        """The sets of one version of the design, in the order they are shown.

        Args:
            version: below `best_worst_designs.VERSIONS`.

        Returns:
            Of a question that cannot be asked yet, all things there are as one set, so that a draft can be looked at.
        """
        if any(True for _problem in self.problems()):
            return [self.choices] if self.choices else []
        design = versions(len(self.choices), self.set_size, self.times)[version]
        return [tuple(self.choices[one] for one in shown) for shown in design]

    @property
    def set_count(self) -> int:
        """How many sets a respondent is shown."""
        return -(-len(self.choices) * self.times // self.set_size)

    def version_of(self, seed: int) -> int:
        """Which version of the design a respondent is shown."""
        return seed % VERSIONS

    def ordered(self, seed: int) -> list[list[Choice]]:
        """The sets as one respondent sees them, the places in each mixed, so that none is favoured."""
        dice = random.Random(seed)  # noqa: S311 - an order, not a secret
        return [dice.sample(one, len(one)) for one in self.sets(self.version_of(seed))]

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
        yield from twice(self.choices)

    def read(self, typed: FormValues) -> Value | None:
        """Of each set, by its number: the best, the worst, and what else was shown, so that it can be counted alone."""
        found: dict[str, list[str]] = {}
        version = typed.get(f"{self.field}.version", "0")
        if version not in {str(number) for number in range(VERSIONS)}:
            raise NotAnAnswer(gettext("Please choose from the answers shown."))
        sets = self.sets(int(version))
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
        sets = [f"+ {labels.get(best, best)} − {labels.get(worst, worst)}" for best, worst, *_rest in value.values()]
        return str(gettext("; ").join(sets))
