"""Kill -9 at every step of an erasure: what is left is a whole person, or an erasure that ends in a certificate."""

import signal
from datetime import timedelta

import pytest
from sqlalchemy import select

from leadgate.erasure.actions import certifying, erasing
from leadgate.erasure.models import Erasure, Needle
from leadgate.erasure.types import Why
from leadgate.foundation import clock
from leadgate.foundation.db import forget_what_was_read, session
from leadgate.foundation.keys.vault import VaultKey
from leadgate.people.models import Person, Tombstone
from tests.erasure.dying import erase_in_processes
from tests.facts import count
from tests.size import examples

KILLS = examples(10, 100)
STATEMENTS = 100
"""So many an erasure has, more or less; the kills are spread over them."""


@pytest.mark.environment(LEADGATE_RATE_LIMITS="off")
def test_kills_at_any_statement_end_in_certificates_and_no_remains(site):
    site.publish()
    for number in range(KILLS):
        site.confirmed(email=f"p{number}@person.example")
    site.work()
    people = list(session().scalars(select(Person.id).order_by(Person.id)))
    forget_what_was_read()
    plan = [(person, 1 + at * STATEMENTS // KILLS) for at, person in enumerate(people)]
    ends = erase_in_processes(site.here.settings, plan)
    assert set(ends) <= {0, signal.SIGKILL}
    assert ends.count(signal.SIGKILL) >= 0.4 * KILLS, "an erasure has forty statements at least"

    forget_what_was_read()
    whole = set(session().scalars(select(Person.id)))
    buried = set(people) - whole
    keys = set(session().scalars(select(VaultKey.id)))
    assert count(Tombstone) == len(buried), "nobody is half erased"
    assert whole <= keys
    assert not buried & keys, "the key of who is buried is gone"
    assert whole
    assert buried

    with clock.moved(timedelta(minutes=2)):
        site.work()
        for person in whole:
            erasing.erase(person, why=Why.PERSON)
        site.work()
        with site.app.app_context():
            certifying.finish_all()
    assert count(Erasure, Erasure.finished_at.is_(None)) == 0
    assert count(Erasure) >= KILLS - 1
    assert count(Person) == count(VaultKey) == count(Needle) == 0
    assert count(Tombstone) == KILLS


def test_two_erasures_of_one_person_at_once_are_one(site):
    site.publish()
    site.confirmed()
    person = session().scalar(select(Person.id))
    forget_what_was_read()
    assert erase_in_processes(site.here.settings, [(person, 0)] * 4, together=True) == [0] * 4
    with clock.moved(timedelta(minutes=2)):
        site.work()
    assert count(Tombstone) == 1
    assert count(VaultKey) == 0
    assert count(Erasure, Erasure.finished_at.is_(None)) == 0
