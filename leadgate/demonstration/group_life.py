"""The demonstration's group from the inside: what members say, what moderators do, what is to come."""

from datetime import timedelta
from io import BytesIO
from uuid import UUID

from leadgate.attributes import entitlements
from leadgate.discussions.actions import attaching, pinning, posting, reacting
from leadgate.discussions.actions.attaching import Upload
from leadgate.discussions.types import Sign
from leadgate.foundation import clock
from leadgate.foundation.db import forget_what_was_read
from leadgate.groups import queries as groups
from leadgate.groups.actions import noting
from leadgate.groups.resources import add
from leadgate.joining.actions import ruling
from leadgate.joining.types import RuleCondition
from leadgate.meetups.actions import meeting
from leadgate.meetups.actions.meeting import Meeting
from leadgate.sanctions.actions import appealing, reporting, sanctioning
from leadgate.sanctions.types import Category, Sanctioning

LETTER = """I raise my prices in March and have written this to my customers. What would you change?

> From 1 March a loaf costs 4.80 instead of 4.20. Flour costs us a third more than two years ago, and we
> would rather say so than make the loaf smaller.
"""
ANSWER = "I would **leave out the flour**. Say the date and the price, thank them, and stop there."
COSTS = "month,flour,energy\n2026-08,412,268\n2026-09,430,301\n2026-10,455,342\n"
SOON = timedelta(days=6)


def load(group: UUID, members: dict[str, UUID], by: UUID) -> None:
    """Let something happen in a group.

    Args:
        members: the memberships, by the names they have there.
        by: the account that runs it.
    """
    _prepare(group, by)
    letter = _talk(members)
    with clock.moved(timedelta(days=-2)):
        costs = [Upload(BytesIO(COSTS.encode()), "our-costs.csv")]
        files = attaching.keep(costs, by=members["Kai"])
        posting.open_thread(members["Kai"], "What our oven costs", "Three months, for those who compare.", files)
    with clock.moved(timedelta(hours=-5)):
        loud = posting.reply(members["Kai"], letter, "My consultancy does exactly this, first hour free!")
    reporting.report(members["Nils"], loud, Category.SPAM, "He sells something.")
    muted = sanctioning.sanction(
        members["Kai"], Sanctioning.MUTE, "No selling: it stands in our rules.", days=7, group=group, by=by
    )
    appealing.appeal_sanction(_person(members["Kai"]), muted, "It was meant as an offer to you, not as advertising.")


def _prepare(group: UUID, by: UUID) -> None:
    with clock.moved(timedelta(days=-39)):
        welcome = posting.announce(group, "How this works", "Every Thursday one price, five answers. Be frank.", by=by)
        pinning.pin(welcome, pinned=True, by=by)
    begins = clock.now().replace(hour=17, minute=0, second=0, microsecond=0) + SOON
    ends = begins + timedelta(minutes=90)
    meeting.announce(group, Meeting("Prices at five", begins, ends, "https://meet.example/prices", "Bring one."), by=by)
    asset = next((one.id for one in entitlements.everything()), None)
    add(group, "The guide we all began with", thing=asset, by=by)
    add(group, "Price index of the statistics office", address="https://statistics.example/prices", by=by)
    noting.save_reply(group, "Too far away", "This group is for owners. Come back when you run something.", by=by)
    alone = next(one for one in groups.gate_of(groups.group(group), "en").questions if one.choices)
    ruling.rule(group, RuleCondition.ANSWERED, alone.choices[-1], question=alone.id, by=by)


def _talk(members: dict[str, UUID]) -> UUID:
    with clock.moved(timedelta(days=-4)):
        letter = posting.open_thread(members["Nils"], "My letter for March", LETTER)
    with clock.moved(timedelta(days=-3)):
        answer = posting.reply(members["Rosa"], letter, ANSWER)
        posting.reply(members["Nils"], letter, "@Rosa thank you, I will.")
    for name in ("Nils", "Kai"):
        reacting.react(members[name], answer, Sign.THANKS)
    return letter


def _person(membership: UUID) -> UUID:
    forget_what_was_read()
    return groups.member(membership).person_id
