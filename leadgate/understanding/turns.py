"""What counts as what: a yes, and the reasons for which somebody who agreed does so no more."""

from uuid import UUID, uuid5

from leadgate.ledger.types import ConsentEvent
from leadgate.understanding.types import ConsentStep

YES = (ConsentEvent.GIVEN, ConsentEvent.RENEWED)
BY_METHOD = {
    "own-page": ConsentStep.WITHDRAWN,
    "preferences": ConsentStep.WITHDRAWN,
    "taken-back": ConsentStep.WITHDRAWN,
    "one-click": ConsentStep.UNSUBSCRIBED,
    "unsubscribe-mail": ConsentStep.UNSUBSCRIBED,
    "complaint": ConsentStep.UNSUBSCRIBED,
    "opt-out": ConsentStep.OBJECTED,
    "privacy-request": ConsentStep.OBJECTED,
}
"""Why a consent ended, by how its end came about (`method` of the ledger)."""


def consents_of(purpose: UUID) -> UUID:
    """In place of a purpose, to count what people say to it where steps of visits are counted."""
    return uuid5(purpose, "consents")


def step_of(before: str | None, now: str, method: str) -> ConsentStep | None:
    """What a word of somebody counts as; None where it changes nothing.

    Args:
        before: what they said last.
        now: what they say.
        method: how, as the ledger has it.
    """
    if now in YES:
        return None if before in YES else ConsentStep.GIVEN
    if before not in YES:
        return ConsentStep.DECLINED if now == ConsentEvent.REFUSED and before is None else None
    if now == ConsentEvent.EXPIRED:
        return ConsentStep.LAPSED
    return BY_METHOD.get(method, ConsentStep.OTHERWISE)
