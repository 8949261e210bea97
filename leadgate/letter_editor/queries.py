"""What is known of the steps of a letter."""

from uuid import UUID

from sqlalchemy import select

from leadgate.foundation.db import session
from leadgate.letter_editor.models import LetterStep
from leadgate.letter_editor.types import LetterWay


def ways_of(letter_id: UUID) -> frozenset[LetterWay]:
    """The ways in which a letter can take a step: back to undo, forth to do again what was undone."""
    found = session().scalars(select(LetterStep.way).where(LetterStep.letter_id == letter_id).distinct())
    return frozenset(LetterWay(way) for way in found)
