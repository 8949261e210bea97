"""What privacy requests put on the first page of the staff, and those of one address, which a search finds."""

from collections.abc import Sequence
from datetime import datetime

from flask_babel import ngettext

from leadgate.foundation.house.staff_pages import MOST_HITS, Finder, FoundThing, HomeLine, HomePart, Told
from leadgate.foundation.mail.addresses import NotAnAddress, parsed
from leadgate.foundation.wording import day, with_value
from leadgate.foundation.words import text as _
from leadgate.people import queries as people
from leadgate.rights import queries
from leadgate.rights.room import REQUEST_LOOK

OLDEST = 50
"""So many are looked at for the date that comes first; it is nearly always that of one of the oldest."""
SOON_DAYS = 3


def _due(_since: datetime) -> Sequence[Told]:
    number, days = queries.open_count(), [one.days_left for one in queries.open_requests(OLDEST)]
    left = min((one for one in days if one is not None), default=None)
    if not number:
        return []
    said = ngettext("%(num)d privacy request is open", "%(num)d privacy requests are open", number)
    if left is None:
        return [Told(said)]
    if left < 0:
        when = ngettext("one is %(num)d day late", "one is %(num)d days late", -left)
    else:
        when = ngettext("%(num)d day left for the next", "%(num)d days left for the next", left)
    return [Told(with_value(said, when), is_late=left < SOON_DAYS)]


def _sent_by(typed: str) -> Sequence[FoundThing]:
    try:
        index = people.index_of(parsed(typed))
    except NotAnAddress:
        return []
    found = queries.about_address(index)[:MOST_HITS]
    return [FoundThing(str(row.right.words), {"request_id": row.id}, day(row.at), row.person_id) for row in found]


DUE = HomeLine(HomePart.WAITS, "office.index", _due)
REQUESTS_OF = Finder(_("Privacy requests of this address"), "office.one", _sent_by, REQUEST_LOOK)
