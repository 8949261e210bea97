"""`leadgate seed`: people who never were, walking the same way in as everybody."""

import random
from datetime import timedelta
from uuid import UUID

import click
from rich.progress import track

from leadgate.analytics.actions import counting as visits
from leadgate.analytics.actions import naming
from leadgate.assets import queries
from leadgate.assets.actions import counting, delivering, opting_in
from leadgate.assets.actions.opting_in import TypedOptIn
from leadgate.assets.queries import AssetGate
from leadgate.assets.types import VisitStep
from leadgate.assets.verifications import OPT_IN
from leadgate.foundation import clock
from leadgate.foundation.db import action, session
from leadgate.foundation.errors import Refusal
from leadgate.foundation.mail.addresses import parsed
from leadgate.ledger.actions import sealing
from leadgate.ledger.actions.recording import Circumstances
from leadgate.people.verification.actions.proving import prove
from leadgate.people.verification.models import Verification

NAMES = [
    "Ada",
    "Noor",
    "Wei",
    "Mateo",
    "Ines",
    "Kwame",
    "Yuki",
    "Lena",
    "Omar",
    "Priya",
    "Tomas",
    "Aiko",
    "Zofia",
    "Hugo",
    "Amara",
    "Jonas",
    "Mei",
    "Salma",
    "Ivo",
    "Greta",
]
COMPANIES = ("Bakery on the Quay", "North Clinic", "Two Rivers School", "Hilltop Farm", "Studio Lark", "")
WHY = ("Our prices have not moved in three years.", "A colleague sent me the link.", "", "", "I want to stop guessing.")
SOURCES = ("", "letter", "search", "talk", "")
LEAVE_SHARE, CONFIRM_SHARE, DOWNLOAD_SHARE, TICK_SHARE = 0.3, 0.72, 0.85, 0.4


class NothingToAskFor(Refusal):
    """There is no open asset."""

    sentence = "Publish an asset first: leadgate asset publish FILE --slug S --title T"


@click.command()
@click.option("--people", default=100, show_default=True, help="How many.")
@click.option("--days", default=30, show_default=True, help="Over how many past days.")
def seed(people: int, days: int) -> None:
    """Make realistic people for trying things out and for measuring; their addresses lead nowhere.

    Example: leadgate seed --people 1000 --days 90
    """
    gates = [queries.gate_of(asset.id, "en") for asset in queries.published()]
    if not gates:
        raise NothingToAskFor
    for word in filter(None, SOURCES):
        naming.add(word)
    chance = random.Random(people * 1000 + days)  # noqa: S311 - repeatable, not secret
    for number in track(range(people), description="People"):
        gate = chance.choice(gates)
        walk(gate, somebody(gate, number, chance), timedelta(days=chance.uniform(0, days)), chance)
    sealing.seal_all()


@action
def walk(gate: AssetGate, typed: TypedOptIn, ago: timedelta, chance: random.Random) -> None:
    """One visit, some time ago: seen, asked, perhaps confirmed, perhaps downloaded."""
    with clock.moved(-ago):
        visits.count(gate.asset.id, VisitStep.SEEN, typed.source, chance.randint(1, 5))
        visits.count(gate.asset.id, VisitStep.STARTED, typed.source, 1 + (chance.random() < LEAVE_SHARE))
        opt_in = opting_in.write(  # the limits of the way in are for strangers, not for us
            gate, typed, parsed(typed.email), CIRCUMSTANCES, gate.optional, False
        )
        _as_settled(opt_in)
        if chance.random() < CONFIRM_SHARE:
            done = prove(OPT_IN, opt_in, method="mail-link", circumstances=CIRCUMSTANCES)
            if chance.random() < DOWNLOAD_SHARE:
                counting.count([delivering.open_grant(done.grant_id)])


CIRCUMSTANCES = Circumstances(page="/a/…", language="en", network="192.0.2.0/24", user_agent="seed")


def somebody(gate: AssetGate, number: int, chance: random.Random) -> TypedOptIn:
    """What one of them types."""
    name = chance.choice(NAMES)
    texts = {"name": name, "company": chance.choice(COMPANIES), "role": "Owner"}
    motivations = [code for code, _label in gate.asset.motivations]
    return TypedOptIn(
        email=f"{name.lower()}.{number}@seed.example",
        fields={one.key: texts.get(one.key, "") for one in gate.asked if texts.get(one.key)},
        consent=frozenset(offer.slug for offer in gate.optional if chance.random() < TICK_SHARE),
        motivation=chance.choice(motivations) if motivations else "",
        motivation_text=chance.choice(WHY),
        source=chance.choice(SOURCES),
    )


def _as_settled(opt_in: UUID) -> None:
    """As if its mail had been sent: nobody writes to people who never were."""
    row = session().get_one(Verification, opt_in)
    row.mails = 1
    session().flush()
