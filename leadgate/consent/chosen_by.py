"""By what consent people can be chosen, and what they said to which purpose, each with the entry that proves it."""

from collections.abc import Iterable, Sequence
from uuid import UUID

from flask_babel import gettext
from sqlalchemy import Select, select

from leadgate.consent import queries
from leadgate.consent.actions.answering import FORM
from leadgate.consent.models import ConsentState
from leadgate.consent.queries import Offer
from leadgate.consent.types import Need
from leadgate.foundation.house.people_pages import Facet, Happened
from leadgate.foundation.words import text as _
from leadgate.ledger import queries as ledger
from leadgate.ledger.types import ConsentEvent

AGREES, DOES_NOT, WAS_NEVER_ASKED = "yes", "no", "never"
CHOICES = ((AGREES, _("agreed")), (DOES_NOT, _("said no or ended it")), (WAS_NEVER_ASKED, _("was never asked")))


def facets(language: str) -> Sequence[Facet]:
    """One for each optional purpose that is offered to everybody."""
    return [_facet(offer) for offer in queries.all_offers(language) if offer.need is Need.OPTIONAL]


def _facet(offer: Offer) -> Facet:
    def who(value: str) -> Select[UUID]:
        asked = select(ConsentState.person_id).where(ConsentState.purpose_id == offer.purpose_id)
        if value == WAS_NEVER_ASKED:
            return asked
        agreed = ConsentState.state.in_(queries.YES)
        return asked.where(agreed if value == AGREES else ~agreed)

    return Facet(f"consent.{offer.slug}", offer.title, CHOICES, who, frozenset({WAS_NEVER_ASKED}))


def told(person: UUID, language: str) -> Iterable[Happened]:
    """What somebody said to which purpose.

    A form that was sent and the proof of the address are one act: it is told once, with the receipt of what counts.
    """
    titles, entries = queries.titles(language), ledger.entries_of(person)
    proven = {(one.request, one.purpose) for one in entries if one.request and one.method != FORM}
    for entry in entries:
        if entry.method == FORM and (entry.request, entry.purpose) in proven:
            continue
        what = gettext("Consent: %(what)s", what=ConsentEvent(entry.happened).words)
        yield Happened(entry.at, what, titles.get(entry.purpose, entry.purpose), receipt=entry.id)
