"""All senses together, so that nothing is named twice."""

from leadgate.questions.pii_detection.circumstances import circumstances_in
from leadgate.questions.pii_detection.finding import Finding
from leadgate.questions.pii_detection.numbers import numbers_in
from leadgate.questions.pii_detection.special import special_in


def findings(text: str) -> list[Finding]:
    """What should not stand in a text, in its order; of two on the same letters, the longer."""
    kept: list[Finding] = []
    every = [*numbers_in(text), *circumstances_in(text), *special_in(text)]
    for one in sorted(every, key=lambda one: (one.start - one.end, one.start, one.what)):
        if not any(one.overlaps(other) for other in kept):
            kept.append(one)
    return sorted(kept)
