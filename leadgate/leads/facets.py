"""By what this room lets people be chosen: how far one is with them, tags, how they came, and why they say so."""

from collections.abc import Sequence
from uuid import UUID

from flask_babel import lazy_gettext as _
from sqlalchemy import Select, select

from leadgate.analytics import queries as analytics
from leadgate.analytics.actions.sighting import OTHER
from leadgate.attributes import attributes
from leadgate.foundation.house.people_pages import Facet
from leadgate.foundation.installation import installation
from leadgate.leads import queries
from leadgate.leads.models import LeadOrigin, LeadTagging, StatusOfLead
from leadgate.leads.types import LeadStatus

REASON = "asset.motivation"
"""The attribute whose words are the reasons that can be chosen on forms, but those nobody is to be sorted by."""


def facets(language: str) -> Sequence[Facet]:
    """This room's own."""
    statuses = [(status.value, status.words) for status in LeadStatus]
    tags = [(str(tag.id), tag.name) for tag in queries.every_tag()]
    words = [(word, word) for word in analytics.sources()]
    words += [(OTHER, _("another word, not named"))] if words else []
    reasons = [pair for one in attributes.declared(language) if one.name == REASON for pair in one.words.items()]
    return [
        Facet("status", _("Status"), statuses, _who_is, frozenset({LeadStatus.NEW})),
        Facet("tag", _("Tag"), tags, _who_has),
        Facet("source", _("Source (word of a link)"), words, _who_came_by),
        Facet("why", _("Wants it because"), reasons, _who_wants),
    ]


def _who_is(status: str) -> Select[UUID]:
    current = select(StatusOfLead.person_id).where(StatusOfLead.ended_at.is_(None))
    if status == LeadStatus.NEW:  # all others have a row that says what they are
        return current.where(StatusOfLead.status != LeadStatus.NEW)
    return current.where(StatusOfLead.status == status)


def _who_has(tag: str) -> Select[UUID]:
    return select(LeadTagging.person_id).where(LeadTagging.tag_id == UUID(tag))


def _who_came_by(word: str) -> Select[UUID]:
    return select(LeadOrigin.person_id).where(LeadOrigin.source_index == source_index(word))


def _who_wants(code: str) -> Select[UUID]:
    return select(LeadOrigin.person_id).where(LeadOrigin.reason_index == reason_index(code))


def source_index(word: str) -> bytes | None:
    """By which those who came with a word are found; nothing for no word."""
    return installation().vault.blind_index("lead-source", word) if word else None


def reason_index(code: str) -> bytes | None:
    """By which those who gave a reason are found; nothing where none was given."""
    return installation().vault.blind_index("lead-reason", code) if code else None
