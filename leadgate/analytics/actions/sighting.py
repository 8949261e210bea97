"""Sighting: how many different visitors came with a word nobody has named, counted without keeping word or visitor."""

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import delete

from leadgate.analytics import queries
from leadgate.analytics.models import CampaignSighting
from leadgate.analytics.personal_words import is_personal
from leadgate.analytics.queries import SEEN_DAYS
from leadgate.analytics.sources import origin_named, source_named, source_of
from leadgate.foundation import clock
from leadgate.foundation.databases.upserting import upsert
from leadgate.foundation.db import action, after_commit, session
from leadgate.foundation.db import write as write_rows
from leadgate.foundation.installation import installation

OTHER = "other"
Sighted = tuple[bytes, bytes, date]
"""The keyed hashes of a word and of who came with it, and the day (UTC)."""


def counted_as(text: str | None, network: Callable[[], str], about: UUID | None = None) -> str:
    """What may be stored of the words of a link, beside a count or a person; who came with them is noted.

    Args:
        text: as it stood in the link: a word, or a whole origin (`sources.origin_named`).
        network: says which one the request came from (`limits.network_of`): who comes from another one is another
            visitor. Not asked where no word came, as with most visits.
        about: what is visited, of which only so many origins are counted a day.

    Returns:
        The origin, if it is a campaign's or was seen often enough; else its source, if that is; `other` for any other,
        empty for none.
    """
    origin = origin_named(text)
    source = source_of(origin)
    if source == origin:
        return _as_stored(source, network) or OTHER if source else ""
    if named := _as_stored(origin, network, about):
        return named
    return (_as_stored(source, network) if source else "") or OTHER


def _as_stored(origin: str, network: Callable[[], str], about: UUID | None = None) -> str:
    if queries.is_campaign(origin):
        return origin
    note(origin, network())
    if not queries.is_seen_often(origin) or is_personal(origin) or (about and queries.is_crowded(about)):
        return ""
    return origin


def shared_as(text: str | None, network: Callable[[], str]) -> str:
    """What may be stored of a word of a link beside something anonymous; who came with it is noted.

    Args:
        text, network: as for `counted_as`.

    Returns:
        The word, if it is a campaign's and that many different visitors came with it lately; empty for any other, also
        for one that marketers named for one person.
    """
    word = source_named(text)
    if not word or not queries.is_campaign(word):
        return ""
    note(word, network())
    return word if queries.is_seen_often(word) else ""


def note(word: str, network: str) -> None:
    """Note that somebody came with a word, a few seconds later; the same visitor counts once.

    Args:
        word: as `sources.source_named` answers it, or a whole origin.
        network: the visitor's.
    """
    vault, counters = installation().vault, installation().counters
    # The word is part of the visitor's hash, so that nobody can be followed from one word to another.
    hashes = vault.blind_index("campaign", word), vault.blind_index("campaign visitor", f"{word}\0{network}")
    sighted: Sighted = (*hashes, clock.now().date())
    after_commit(lambda: counters.note(write, sighted))


@action
def write(sightings: Mapping[Sighted, int]) -> None:
    """Write down who was sighted last when; how often does not matter."""
    seen = {(word, visitor): day for word, visitor, day in sorted(sightings)}
    rows = [{"word_index": word, "visitor_index": visitor, "day": day} for (word, visitor), day in seen.items()]
    said = upsert(CampaignSighting)
    newest = {"day": said.excluded.day}
    write_rows(said.on_conflict_do_update(index_elements=["word_index", "visitor_index"], set_=newest), rows)


@action
def forget_old() -> None:
    """Let go of what is too long ago to count."""
    since = clock.now().date() - timedelta(days=SEEN_DAYS)
    session().execute(delete(CampaignSighting).where(CampaignSighting.day < since))
