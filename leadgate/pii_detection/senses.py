"""All senses together, so that nothing is named twice."""

from collections.abc import Callable, Iterator
from functools import cache
from threading import Thread

from leadgate.pii_detection.finding import SPECIAL, Finding
from leadgate.pii_detection.normalising import normalised

Sense = Callable[[str], Iterator[Finding]]


@cache
def _senses() -> tuple[Sense, ...]:
    """Imported with the first text: what never reads one, as most commands, need not compile their patterns."""
    from leadgate.pii_detection.called import called_in
    from leadgate.pii_detection.lives import lives_in
    from leadgate.pii_detection.names import names_in
    from leadgate.pii_detection.networks import networks_in
    from leadgate.pii_detection.papers import papers_in
    from leadgate.pii_detection.payments import payments_in
    from leadgate.pii_detection.phones import phones_in
    from leadgate.pii_detection.places import places_in
    from leadgate.pii_detection.plates import plates_in
    from leadgate.pii_detection.special import special_in

    return (
        payments_in,
        papers_in,
        called_in,
        plates_in,
        phones_in,
        networks_in,
        lives_in,
        places_in,
        names_in,
        special_in,
    )


@cache
def get_ready() -> None:
    """Load lists and patterns in the background, once a process: whoever is shown a question types before they send.

    The first text that is looked at without it waits for most of a second.
    """
    Thread(target=findings, args=("ready",), name="pii-detection", daemon=True).start()


def findings(text: str) -> list[Finding]:
    """What should not stand in a text, in its order; of two on the same letters, the longer."""
    form = normalised(text)
    every = [found for sense in _senses() for found in sense(form.text)]
    taken = bytearray(len(form.text))
    kept: list[Finding] = []
    for one in sorted(every, key=lambda one: (one.start - one.end, one.start, one.what not in SPECIAL, one.what)):
        if not any(taken[one.start : one.end]):
            taken[one.start : one.end] = b"\1" * (one.end - one.start)
            kept.append(one)
    return [Finding(*form.written(one.start, one.end), one.what) for one in sorted(kept)]
