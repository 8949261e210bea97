"""Crowds: people who came, told something and did something, made with the acts that make real ones where it matters
and with finished rows where there have to be many."""

import json
from dataclasses import dataclass, field, replace
from datetime import timedelta
from random import Random
from uuid import UUID

from leadgate.assets.models import Grant
from leadgate.consent.actions.answering import give_by_name
from leadgate.consent.models import ConsentState
from leadgate.consent.queries import offers
from leadgate.foundation import clock
from leadgate.foundation.db import action, add_row, session
from leadgate.foundation.ids import new_id
from leadgate.foundation.installation import installation
from leadgate.foundation.mail.addresses import parsed
from leadgate.ledger.types import ConsentEvent
from leadgate.people import queries as people
from leadgate.people.models import Person
from leadgate.scoring.actions import aiming, learning
from leadgate.scoring.goals import purpose_of_comparing
from leadgate.scoring.models import Goal, Purchase
from leadgate.scoring.notices import COMPARING_SLUG
from tests.facts import forget_what_was_read

LOOKED_AT = ["asset.motivation", "asset.source", "person.language"]
DAYS_AGO = 100


@dataclass
class Guest:
    """Somebody who came, as a rule so long ago that their time to buy is over."""

    motivation: str = "costs"
    source: str = "letter"
    language: str = "en"
    bought: bool = False
    agrees: bool = True
    days_ago: int = DAYS_AGO
    id: UUID = field(default_factory=new_id)

    @property
    def email(self) -> str:
        return f"{self.id.hex}@person.example"


def goal(occasion: str = "buying", looked_at: list[str] | None = None) -> UUID:
    return aiming.aim(occasion, None, looked_at or LOOKED_AT, known_days=7, within_days=60)


@action
def welcome(asset: UUID, guests: list[Guest]) -> None:
    """Let people have come to an asset, and some have bought a month later."""
    purpose, entry = purpose_of_comparing(), None  # the first says yes as people do; the others' rows point at that
    for one in guests:
        came = clock.now() - timedelta(days=one.days_ago)
        key = installation().vault.new_key(one.id)
        address = parsed(one.email)
        row = {"id": one.id, "address_index": people.index_of(address), "language": one.language}
        sealed = key.seal(Person.address, one.id, one.email)
        add_row(Person, **row, address=sealed, known_since=came, last_active=came)
        number, said = new_id(), {"motivation": one.motivation, "source": one.source, "fields": {}}
        grant = {"id": number, "person_id": one.id, "asset_id": asset, "granted_at": came}
        answers = key.seal(Grant.answers, number, json.dumps(said))
        add_row(Grant, **grant, answers=answers, expires_at=clock.now() + timedelta(days=600))
        if one.agrees and entry is None:
            agree(one.id)
            entry = session().get_one(ConsentState, (one.id, purpose)).entry
        elif one.agrees:
            state = {"person_id": one.id, "purpose_id": purpose, "state": ConsentEvent.GIVEN, "since": came}
            add_row(ConsentState, **state, entry=entry)
        if one.bought:
            bought = {"id": new_id(), "person_id": one.id, "at": came + timedelta(days=30)}
            add_row(Purchase, **bought, expires_at=clock.now() + timedelta(days=600))


def agree(person: UUID) -> None:
    """Say yes to being compared, as a person does."""
    give_by_name(person, COMPARING_SLUG, offers([COMPARING_SLUG], "en")[0].sha256, method="own-page")


def crowd(how_many: int, seed: int = 0) -> list[Guest]:
    """People of whom those who came for the costs buy three times as often, and those from a letter twice as often."""
    chance = Random(seed)
    guests = []
    for _ in range(how_many):
        one = Guest(chance.choice(["costs", "taste"]), chance.choice(["letter", "search"]))
        one.bought = chance.random() < 0.15 * (3 if one.motivation == "costs" else 1) * (
            2 if one.source == "letter" else 1
        )
        guests.append(one)
    return guests


def newcomers(how_many: int) -> list[Guest]:
    """Others like them who can still buy in time; some have."""
    return [replace(one, id=new_id(), days_ago=40) for one in crowd(how_many, seed=1)]


def learn() -> None:
    """Let the workers do all there is to do."""
    for _ in range(20):
        forget_what_was_read()
        if not learning.work_on_what_is_due():
            return
    raise AssertionError("it never ends")


def the(goal_id: UUID) -> Goal:
    forget_what_was_read()
    return session().get_one(Goal, goal_id)
