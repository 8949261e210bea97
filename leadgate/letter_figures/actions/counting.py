"""Counting what readers say no to, for the letter they had got last."""

from datetime import timedelta

from leadgate.consent.events import ConsentEnded
from leadgate.foundation import clock
from leadgate.foundation.databases.upserting import upsert
from leadgate.foundation.db import action, session
from leadgate.letter_figures.models import LetterEndedCount
from leadgate.letter_sending import queries as sending

WITHIN = timedelta(days=30)
"""Whoever says no later did not say it to that letter."""


@action
def note_ended(ended: ConsentEnded) -> None:
    """Count a no for the last letter of its purpose that left to whoever says it; none where that is long ago."""
    letter_id = sending.last_letter(ended.person, ended.purpose, clock.now() - WITHIN)
    if letter_id is None:
        return
    row = upsert(LetterEndedCount).values(letter_id=letter_id, method=ended.method, count=1)
    keys = [LetterEndedCount.letter_id, LetterEndedCount.method]
    session().execute(row.on_conflict_do_update(index_elements=keys, set_={"count": LetterEndedCount.count + 1}))
