"""What purposes put on the pages of the staff: the first one, and what a search finds of them."""

from collections.abc import Sequence

from sqlalchemy import or_, select

from leadgate.consent.models import Notice, Purpose
from leadgate.foundation.db import session
from leadgate.foundation.house.staff_pages import MOST_HITS, Finder, FoundThing
from leadgate.foundation.words import text as _

WORDINGS = 200
"""So many fitting ones are looked at."""


def _named(typed: str) -> Sequence[FoundThing]:
    fits = or_(Notice.title.icontains(typed, autoescape=True), Purpose.slug.icontains(typed, autoescape=True))
    found = select(Purpose.slug, Notice).join(Notice).where(fits, Purpose.belongs_to.is_(None))
    newest = dict(session().execute(found.order_by(Notice.version).limit(WORDINGS)).all())
    hits = [FoundThing(one.title, {"_anchor": one.sha256}, slug, language=one.language) for slug, one in newest.items()]
    return hits[:MOST_HITS]


PURPOSES = Finder(_("Purposes"), "consent.purposes", _named)
