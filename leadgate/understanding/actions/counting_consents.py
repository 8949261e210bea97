"""Counting what is said to purposes, in the act that says it: so often on a day, and by nobody in particular.

The ledger proves each word and stays; but who was erased is found in it by nobody, and that they are gone it does not
say. So an end of consent is counted when it happens, with its reason, and stays counted.
"""

from leadgate.analytics.actions import counting
from leadgate.consent import figures as consent
from leadgate.consent.events import ConsentTurned
from leadgate.erasure.events import AboutToErase
from leadgate.foundation.db import action
from leadgate.understanding.turns import consents_of, step_of
from leadgate.understanding.types import ConsentStep


@action
def count_turn(event: ConsentTurned) -> None:
    """Count a yes, a no, or the end of a consent."""
    step = step_of(event.before, event.now, event.method)
    if step:
        counting.count(consents_of(event.purpose), step, times=event.people)


@action
def count_erased(event: AboutToErase) -> None:
    """Count the consents that end because the person does."""
    for purpose, people in consent.held_of(event.people).items():
        counting.count(consents_of(purpose), ConsentStep.ERASED, times=people)
