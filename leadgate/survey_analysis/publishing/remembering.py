"""What was published of some people, in its order: whoever saw it remembers it, so no report may forget it.

Each table is looked at beside all that were published before it. What is not wanted any more – a part nobody looks at,
weights that were taken away again – was published all the same, so it is published again, before anything new is.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from leadgate.survey_analysis.parts import LineKey, is_compound

Step = tuple[str, LineKey, LineKey]
"""That two lines were published beside each other; or, with a question, for whom it was said how many answered it."""


@dataclass(frozen=True)
class Remembered:
    """What was published.

    Args:
        asked: the parts and tables it was asked for by.
        steps: what they, and the report of everybody, said, in its order.
    """

    asked: Collection[str] = ()
    steps: Sequence[Step] = ()

    def of(self, asked: Collection[str]) -> "Remembered":
        """Only what was asked for by these, and what the report of everybody said."""
        steps = [step for step in self.steps if all(key[0] in asked for key in step[1:] if is_compound(key[0]))]
        return Remembered([*asked], steps)

    def by(self, names: Collection[str]) -> "Remembered":
        """The same, asked for by no others than these."""
        return Remembered([one for one in self.asked if one in names], self.steps)

    @classmethod
    def read(cls, steps: Sequence[Any], asked: Collection[str]) -> "Remembered":
        """As it was written in JSON."""
        return cls([*asked], [(question, (*one,), (*other,)) for question, one, other in steps])
