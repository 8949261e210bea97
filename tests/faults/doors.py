"""A group with two moderators, and people with a proven address who ask to join it."""

import pytest

from leadgate.foundation.db import forget_what_was_read
from leadgate.foundation.mail.addresses import parsed
from leadgate.foundation.permissions import Role
from leadgate.groups import queries
from leadgate.groups.actions import appointing
from leadgate.groups.models import Group
from leadgate.joining.actions import asking
from leadgate.joining.actions.asking import TypedJoin
from leadgate.ledger.actions.recording import Circumstances
from leadgate.people import queries as people
from leadgate.people.models import Person
from leadgate.staff.actions.accounts import account_with
from tests.groups.scenes import MINA, OLE, bakers

HOW = Circumstances("/g/bakers/join", "en", "192.0.2.0/24", "")


@pytest.fixture
def moderators(site):
    site.staff(Role.MODERATOR, MINA)
    site.staff(Role.MODERATOR, OLE)
    return account_with(MINA), account_with(OLE)


def group_of(site, moderators, **page) -> Group:
    found = bakers(site, questions=False, **page)
    appointing.appoint(found.id, moderators[1], "Ole")
    forget_what_was_read()
    return queries.group(found.id)


def known(site, number: int) -> Person:
    """Somebody with a proven address."""
    site.confirmed("guide", f"{number}@person.example")
    return people.person_with(parsed(f"{number}@person.example"))


def ask(group: Group, person: Person):
    gate = queries.gate_of(group, "en")
    typed = TypedJoin(email="", name=f"P {person.id.hex}", accepts_rules=True)
    return asking.ask_as(person, gate, typed, HOW, offered=())
