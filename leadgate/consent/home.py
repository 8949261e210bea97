"""What purposes put on the pages of the staff: the first one, and what a search finds of them."""

from collections.abc import Sequence

from sqlalchemy import exists, or_, select

from leadgate.consent.models import Notice, Purpose
from leadgate.consent.types import Need
from leadgate.foundation.db import session
from leadgate.foundation.house.staff_pages import MOST_HITS, Finder, FirstStep, FoundThing
from leadgate.foundation.installation import installation
from leadgate.foundation.words import text as _

WORDINGS = 200
"""So many fitting ones are looked at."""


def _is_any_own() -> bool:
    """Whether there is one that no room made by itself."""
    made = [name for room in installation().house.rooms for name in room.purpose_data]
    own = (Purpose.need == Need.OPTIONAL, Purpose.belongs_to.is_(None), Purpose.retired_at.is_(None))
    return bool(session().scalar(select(exists().where(*own, Purpose.slug.not_in(made)))))


def _named(typed: str) -> Sequence[FoundThing]:
    fits = or_(Notice.title.icontains(typed, autoescape=True), Purpose.slug.icontains(typed, autoescape=True))
    found = select(Purpose.slug, Notice).join(Notice).where(fits, Purpose.belongs_to.is_(None))
    newest = dict(session().execute(found.order_by(Notice.version).limit(WORDINGS)).all())
    hits = [FoundThing(one.title, {"_anchor": one.sha256}, slug, language=one.language) for slug, one in newest.items()]
    return hits[:MOST_HITS]


FIRST_PURPOSE = FirstStep(
    _("Say what you want to write to people about"),
    _("A purpose is one box people can tick, in your words, such as a monthly letter. Nothing is sent without one."),
    _is_any_own,
    "owners#the-first-purpose",
    order=30,
)
PURPOSES = Finder(_("Purposes"), "consent.purposes", _named)
