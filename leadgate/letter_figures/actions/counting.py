"""Counting what readers say no to, for the letter they had got last."""

from datetime import timedelta

from leadgate.consent.events import ConsentEnded
from leadgate.foundation import clock
from leadgate.foundation.databases.upserting import count_one_more
from leadgate.foundation.db import action
from leadgate.letter_figures.models import LetterEndedCount
from leadgate.letter_sending import queries as sending

WITHIN = timedelta(days=30)
"""Whoever says no later did not say it to that letter."""


@action
def note_ended(ended: ConsentEnded) -> None:
    """Count a no for the last letter of its purpose that left to whoever says it; none where that is long ago."""
    letter_id = sending.last_letter(ended.person, ended.purpose, clock.now() - WITHIN)
    if letter_id is not None:
        count_one_more(LetterEndedCount, letter_id=letter_id, method=ended.method)
