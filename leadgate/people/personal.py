"""What belongs to an address without hanging on its person, and how long a silent person is kept."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import timedelta
from uuid import UUID

from flask_babel import lazy_gettext as _
from sqlalchemy import or_, select

from leadgate.foundation.db import session
from leadgate.foundation.forgetting import kin
from leadgate.foundation.outbox import OutboxItem
from leadgate.foundation.retention_rules import Does, Rule, rules_from
from leadgate.people.models import Person


@kin
def links_on_their_way(indexes: Sequence[bytes]) -> Iterable[UUID]:
    """The keys that addresses typed into the sign-in form lie sealed under."""
    mine = or_(*(OutboxItem.key.startswith(f"people.send_link/{index.hex()}/") for index in indexes))
    return [owner for owner in session().scalars(select(OutboxItem.owner).where(mine)) if owner]


@rules_from
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
    )
