"""Having letters written: a row of the outbox that names a letter and the ids it is written from, and nothing else.

Which ids those are stands once, as the parameters of what writes it. Whoever asks for a letter with others is refused
in the act that asks, and not found among the dead letters an hour later.
"""

from collections.abc import Callable
from datetime import datetime
from functools import cache
from inspect import signature
from typing import Any
from uuid import UUID

from leadgate.foundation.background import outbox
from leadgate.foundation.ids import new_id
from leadgate.foundation.installation import installation


class WrongLetter(TypeError):
    """A letter was asked for with other ids than it is written from; names the letter and those it wants."""


def put_letter(
    name: str, single: object, *, owner: UUID | None = None, due: datetime | None = None, **ids: UUID
) -> None:
    """Have a letter written and sent once the act at work is done.

    Args:
        name: where its templates stand below `templates/mail/`: `assets/confirm`.
        single: what makes it this letter and no other; the same twice is sent once.
        owner: the person or request it is about; it is not sent any more once their key is gone.
        due: when it leaves, in UTC; at once when it is missing.
        ids: those it is written from, by the names of what writes it (`letters` in the room's manifest).

    Raises:
        LookupError: no room has such a letter.
        WrongLetter: it is written from other ids.
    """
    outbox.put("mail", _written_from(name, ids), key=f"mail/{name}/{single}", owner=owner, due=due)


def add_new_letter(
    name: str, single: object, *, owner: UUID | None = None, due: datetime | None = None, **ids: UUID
) -> None:
    """As `put_letter`, for one that cannot have been asked for, because what it is about is made in this very act."""
    outbox.add_new("mail", _written_from(name, ids), key=f"mail/{name}/{single}", owner=owner, due=due)


def _written_from(name: str, ids: dict[str, UUID]) -> dict[str, object]:
    wanted = _parameters(installation().house.letter(name))
    if wanted != ids.keys():
        raise WrongLetter(f"{name} is written from {', '.join(sorted(wanted))}; not from {', '.join(sorted(ids))}")
    return {"letter": name, "message": new_id(), **ids}


@cache
def _parameters(writes: Callable[..., Any]) -> frozenset[str]:
    return frozenset(signature(writes).parameters)
