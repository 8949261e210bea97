"""What is known of one lead, for the page about them."""

import json
from dataclasses import dataclass
from uuid import UUID

from leadgate.consent import queries as consent
from leadgate.consent import receipts
from leadgate.consent.queries import ConsentStatus
from leadgate.foundation.errors import NotFound
from leadgate.foundation.house.people_pages import Happened, Timeline
from leadgate.foundation.installation import installation
from leadgate.leads import queries
from leadgate.leads.listing import origins_of
from leadgate.leads.types import LeadNoted, LeadStatus, TagGiven
from leadgate.ledger import queries as ledger
from leadgate.people import queries as people
from leadgate.people.types import PersonRow
from leadgate.staff import queries as staff


@dataclass(frozen=True, slots=True)
class LeadKnown:
    """One person, with all that the staff may know of them here."""

    person_id: UUID
    address: str
    language: str
    came: tuple[str, str]
    """What they asked for first, and with which word of a link they came then."""
    status: LeadStatus
    tags: list[TagGiven]
    notes: list[LeadNoted]
    standings: list[tuple[str, ConsentStatus]]
    """By the title of the purpose."""
    timeline: list[Happened]
    names: dict[UUID, str]
    """Of the accounts of the staff."""


def known_of(person: PersonRow, language: str) -> LeadKnown:
    """What is known of a person, in a constant number of statements.

    Args:
        person: who.
        language: the reader's.
    """
    key, titles = installation().vault.key_of(person.id), consent.titles(language)
    return LeadKnown(
        person_id=person.id,
        address=people.address_in(key, person.address),
        language=person.language,
        came=origins_of([person.id], language).get(person.id, ("", "")),
        status=queries.statuses_of([person.id])[person.id],
        tags=queries.tags_of([person.id])[person.id],
        notes=queries.notes_of(key),
        standings=[(titles.get(one.slug, one.slug), one) for one in consent.standings([person.id])[person.id]],
        timeline=_timeline_of(person.id, language),
        names={one.id: one.email for one in staff.accounts()},
    )


def _timeline_of(person: UUID, language: str) -> list[Happened]:
    tellers: list[Timeline] = list(installation().house.provided("timelines"))
    told = [one for tell in tellers for one in tell(person, language)]
    return sorted(told, key=lambda one: one.at, reverse=True)


def receipt_of(person: UUID, entry: UUID) -> str:
    """The receipt of one thing somebody said, as JSON-LD.

    Args:
        person: the person's id.
        entry: of the ledger.

    Raises:
        NotFound: they never said that.
    """
    for one in ledger.entries_of(person):
        if one.id == entry:
            return json.dumps(receipts.receipt(one), ensure_ascii=False, indent=1)
    raise NotFound
