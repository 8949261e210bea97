"""Naming: the words of links that are campaigns, and so are counted each by itself."""

from uuid import UUID

from sqlalchemy import delete

from leadgate.analytics import queries, sources
from leadgate.analytics.errors import NotACampaign
from leadgate.analytics.models import Campaign
from leadgate.analytics.personal_words import is_personal
from leadgate.foundation import audit, clock
from leadgate.foundation.db import action, add_row, session


@action
def add(word: str, *, by: UUID | None = None) -> str:
    """Count a word of links by its name from now on; again is fine.

    Args:
        word: as it stands behind `?source=`; at most 40 letters, digits, `-`, `_`, `.` and blanks. Of a whole origin
            (`letter|email|spring`) the source is named, too.
        by: the account that names it; None for whoever runs the command.

    Returns:
        The word as it is counted.

    Raises:
        NotACampaign: nothing is left of it, or it looks like something of one person's.
    """
    named = "" if "@" in word else sources.origin_named(word)
    if not named or is_personal(named):
        raise NotACampaign
    new = [one for one in {named, sources.source_of(named)} if one and not queries.is_campaign(one)]
    for one in new:
        add_row(Campaign, word=one, named_at=clock.now())
    if new:
        audit.record("campaign:add", actor=by)
    return named


@action
def drop(word: str, *, by: UUID | None = None) -> None:
    """Count a word among the others again, unless many come with it; what was counted stays.

    Args:
        word: as it stands behind `?source=`.
        by: the account that does it; None for whoever runs the command.
    """
    session().execute(delete(Campaign).where(Campaign.word == sources.origin_named(word)))
    audit.record("campaign:drop", actor=by)
