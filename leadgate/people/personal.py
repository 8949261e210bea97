"""What belongs to an address without hanging on its person, and how long a silent person is kept."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import timedelta
from uuid import UUID

from flask_babel import lazy_gettext as _
from sqlalchemy import select

from leadgate.foundation.db import session
from leadgate.foundation.outbox import OutboxItem
from leadgate.foundation.retention_rules import Does, Rule
from leadgate.people.models import Person

SEND_LINK = "people.send_link"


def links_on_their_way(indexes: Sequence[bytes]) -> Iterable[UUID]:
    """The keys that addresses typed into the sign-in form lie sealed under."""
    # Few wait at any time: reading them all is cheaper than asking for each of many addresses.
    waiting = select(OutboxItem.key, OutboxItem.owner).where(OutboxItem.kind == SEND_LINK)
    wanted = {index.hex() for index in indexes}
    return [owner for key, owner in session().execute(waiting) if owner and key.split("/")[1] in wanted]


def people_rules() -> Iterator[Rule]:
    """Who has not been heard of for long is erased, after a mail that says so."""
    yield Rule(
        name="person/inactive",
        of=Person,
        starts=Person.__table__.c.last_active,
        event=_("the person was last active"),
        lasts=timedelta(days=730),
        does=Does.ERASE_PERSON,
        basis=_("Who has not come back in two years does not expect to be kept."),
        warned=timedelta(days=30),
        letter="retention/leaving_soon",
    )
