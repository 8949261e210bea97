"""Changing a letter step by step: each can be undone, and nobody overwrites what somebody else changed meanwhile."""

from collections.abc import Callable
from hashlib import sha256
from uuid import UUID

import msgspec
from sqlalchemy import Select, delete, select

from leadgate.foundation.db import action, session
from leadgate.foundation.ids import new_id
from leadgate.letter_editor.errors import NoStepOfLetter
from leadgate.letter_editor.models import LetterStep
from leadgate.letter_editor.shape import Wordings, aligned
from leadgate.letter_editor.types import LetterWay
from leadgate.letters import queries
from leadgate.letters.actions import writing
from leadgate.letters.errors import LetterChanged
from leadgate.letters.types import LetterWording

LONGEST_TAB = 40
MOST_STEPS = 50
"""So many can be undone; a letter has some five kilobytes."""


def stands(wordings: Wordings) -> str:
    """Names a letter as it stands: another one has another name."""
    return sha256(_written(wordings).encode()).hexdigest()[:16]


@action
def change(letter_id: UUID, seen: str, changed: Callable[[Wordings], Wordings], *, tab: str = "", by: UUID) -> None:
    """Change a letter, as one step.

    Args:
        letter_id: which.
        seen: what `stands` said of the letter that whoever changes it has before them.
        tab: what the window calls itself it is changed in. It may have before it what it has changed itself since.
        changed: makes the new letter of the one there is.
        by: the member of staff.

    Raises:
        NoSuchLetter: there is none of that id.
        LetterChanged: it is not the letter they have before them.
    """
    now = _newest(letter_id)
    if seen != stands(now) and not _is_of_tab(letter_id, seen, tab):
        raise LetterChanged
    new = changed(now)
    if _written(new) == _written(now):
        return
    _keep(letter_id, LetterWay.BACK, now, tab)
    _forget(letter_id, LetterWay.FORTH, beyond=0)
    _forget(letter_id, LetterWay.BACK, beyond=MOST_STEPS)
    writing.say_only(letter_id, new, by=by)


@action
def step(letter_id: UUID, way: LetterWay, *, tab: str = "", by: UUID) -> None:
    """Undo the last step, or do again what was undone last.

    Args:
        letter_id: which.
        way: back to undo, forth to do again.
        tab: what the window calls itself it is done in.
        by: the member of staff.

    Raises:
        NoSuchLetter: there is none of that id.
        NoStepOfLetter: no step leads that way.
    """
    now = _newest(letter_id)
    found = session().scalars(_steps(letter_id, way).limit(1)).first()
    if found is None:
        raise NoStepOfLetter
    _keep(letter_id, LetterWay.FORTH if way is LetterWay.BACK else LetterWay.BACK, now, tab)
    writing.say_only(letter_id, _read(found.document), by=by)
    session().delete(found)


def _newest(letter_id: UUID) -> dict[str, LetterWording]:
    writing.lock(letter_id)
    return aligned(queries.wordings(letter_id))


def _steps(letter_id: UUID, way: LetterWay) -> Select[LetterStep]:
    own = select(LetterStep).where(LetterStep.letter_id == letter_id, LetterStep.way == way)
    return own.order_by(LetterStep.id.desc())


def _is_of_tab(letter_id: UUID, seen: str, tab: str) -> bool:
    """Whether all that was changed since a letter stood so was changed in this window."""
    for one in session().scalars(_steps(letter_id, LetterWay.BACK)) if tab else ():
        if one.tab != tab[:LONGEST_TAB]:
            return False
        if stands(_read(one.document)) == seen:
            return True
    return False


def _keep(letter_id: UUID, way: LetterWay, wordings: Wordings, tab: str) -> None:
    row = LetterStep(id=new_id(), letter_id=letter_id, way=way, document=_written(wordings), tab=tab[:LONGEST_TAB])
    session().add(row)
    session().flush()


def _forget(letter_id: UUID, way: LetterWay, *, beyond: int) -> None:
    """Forget the steps one way, but for so many of the newest."""
    old = _steps(letter_id, way).with_only_columns(LetterStep.id).offset(beyond)
    session().execute(delete(LetterStep).where(LetterStep.id.in_(session().scalars(old).all())))


def _written(wordings: Wordings) -> str:
    return msgspec.json.encode(dict(wordings), order="deterministic").decode()


def _read(document: str) -> dict[str, LetterWording]:
    return aligned(msgspec.json.decode(document, type=dict[str, LetterWording]))
