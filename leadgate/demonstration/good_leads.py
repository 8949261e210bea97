"""The demonstration's good leads: people who came for the checklist long ago, and those of them who bought since."""

import random
from datetime import timedelta
from uuid import UUID

from leadgate.analytics.actions import naming
from leadgate.assets import queries
from leadgate.assets.actions.opting_in import TypedOptIn
from leadgate.assets.queries import AssetGate
from leadgate.foundation import clock
from leadgate.foundation.db import action
from leadgate.scoring.actions import aiming, counting, importing, learning
from leadgate.scoring.notices import COMPARING_SLUG
from leadgate.seeding import walk

SLUG = "opening-checklist"
PEOPLE = 420
LOOKED_AT = ("asset.motivation", "asset.source", "person.language")
MOTIVATIONS = (("opening", "I open a shop soon"), ("moving", "We move to a new place"), ("helping", "I help others"))
DRAWN_BY = {"letter": 0.3, "talk": 0.4, "search": 0.02, "": 0.1}
WANTED_FOR = {"opening": 0.5, "moving": 0.1, "helping": -0.05}
TICK_SHARES = {COMPARING_SLUG: 0.85, "newsletter": 0.5}


def load(owner: UUID) -> None:
    """Let them come, import who bought, say that buying is what counts, learn from it, and count motivations."""
    gate = queries.gate(SLUG, "en")
    assert gate
    for word in filter(None, DRAWN_BY):
        naming.add(word, by=owner)
    bought = _come(gate, random.Random(13))  # noqa: S311 - repeatable, not secret
    importing.import_buyers("\n".join(bought).encode(), by=owner)
    aiming.aim("buying", None, LOOKED_AT, known_days=7, within_days=60, by=owner)
    learning.work_on_what_is_due()
    counting.want(gate.asset.id)
    counting.count_due()


@action
def _come(gate: AssetGate, chance: random.Random) -> list[str]:
    """People who opt in over a year; answers who of them bought, and when, as lines of a list."""
    lines = []
    for number in range(PEOPLE):
        days = chance.uniform(8, 360)
        typed = _typed(number, chance)
        walk(gate, typed, timedelta(days=days), chance)
        likely = DRAWN_BY[typed.source] + WANTED_FOR[typed.motivation]
        if days > 60 and chance.random() < likely:
            day = clock.now() - timedelta(days=days - chance.uniform(10, 55))
            lines.append(f"{typed.email},{day.date()}")
    return lines


def _typed(number: int, chance: random.Random) -> TypedOptIn:
    return TypedOptIn(
        email=f"shop.{number}@seed.example",
        consent=frozenset(slug for slug, share in TICK_SHARES.items() if chance.random() < share),
        motivation=chance.choices([code for code, _label in MOTIVATIONS], (3, 3, 4))[0],
        source=chance.choices(list(DRAWN_BY), (3, 2, 3, 2))[0],
    )
