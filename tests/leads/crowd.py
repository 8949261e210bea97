"""Many people who are leads, past the way in: for figures that are compared with a count by hand."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from leadgate.assets.actions import delivering
from leadgate.consent import queries as consent
from leadgate.consent.actions.answering import answer
from leadgate.foundation import clock
from leadgate.foundation.db import action, add_row
from leadgate.foundation.ids import new_id
from leadgate.foundation.installation import installation
from leadgate.foundation.mail.addresses import parsed
from leadgate.leads.actions import keeping
from leadgate.leads.types import LeadStatus
from leadgate.ledger.actions.recording import Circumstances
from leadgate.ledger.types import ConsentEvent
from leadgate.people import queries as people
from leadgate.people.models import Person

HERE = Circumstances(page="/a/guide", language="en", network="192.0.2.0/24", user_agent="a test")
STAFF = UUID(int=7)


@dataclass(frozen=True)
class Somebody:
    """What is true of one of them."""

    asset: int | None = None
    agrees: bool | None = None
    """To the newsletter; never asked where it is None."""
    status: LeadStatus = LeadStatus.NEW
    tag: str = ""
    source: str = ""
    days_ago: int = 0
    silent_days: int = 0


@action
def add(number: int, one: Somebody, assets: Sequence[UUID], now: datetime) -> UUID:
    """Let one of them be known; answers their id."""
    from datetime import timedelta

    person, address = new_id(), f"somebody{number}@crowd.example"
    key = installation().vault.new_key(person)
    came = now - timedelta(days=one.days_ago)
    add_row(
        Person,
        id=person,
        address_index=people.index_of(parsed(address)),
        address=key.seal(Person.address, person, address),
        language="en",
        known_since=came,
        last_active=now - timedelta(days=min(one.days_ago, one.silent_days)),
    )
    if one.asset is not None:
        delivering.grant_to(key, assets[one.asset], {"source": one.source} if one.source else {"fields": {}})
    if one.agrees is not None:
        [offer] = consent.offers(["newsletter"], "en")
        said = ConsentEvent.GIVEN if one.agrees else ConsentEvent.REFUSED
        answer(key, [(offer.notice_id, said)], method="test", circumstances=HERE, request=new_id())
    keeping.set_status(person, one.status, by=STAFF)
    if one.tag:
        keeping.tag(person, one.tag, by=STAFF)
    return person


def crowd(site, many: Sequence[Somebody]) -> list[tuple[UUID, Somebody]]:
    """An installation with two assets and these people."""
    site.purpose("newsletter")
    assets = [site.publish("one", title="One"), site.publish("two", title="Two")]
    now = clock.now()
    return [(add(number, one, assets, now), one) for number, one in enumerate(many)]
