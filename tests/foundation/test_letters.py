"""Asking for a letter: with the ids it is written from and no others, and the same one once."""

from datetime import timedelta
from uuid import UUID, uuid4

import pytest

from leadgate.foundation import clock
from leadgate.foundation.background.outbox import OutboxItem
from leadgate.foundation.db import action
from leadgate.foundation.mail.letters import WrongLetter, add_new_letter, put_letter
from tests import rooms
from tests.facts import count, one


def write_greeting(person: UUID, occasion: UUID) -> None:
    """Says nothing."""


@pytest.fixture
def here(here):
    rooms.add(here, letters={"greeting": "foundation.test_letters:write_greeting"})
    return here


@action
def ask(*given, put=put_letter, **ids):
    put("test/greeting", *given, **ids)


def test_a_letter_names_the_ids_it_is_written_from_and_nothing_else(here):
    person, occasion = uuid4(), uuid4()
    ask("birthday", person=person, occasion=occasion)
    row = one(OutboxItem)
    assert row.payload == {"letter": "test/greeting", "message": row.payload["message"],
                           "person": str(person), "occasion": str(occasion)}  # fmt: skip
    assert UUID(row.payload["message"])


@pytest.mark.parametrize("put", [put_letter, add_new_letter])
@pytest.mark.parametrize("names", [(), ("person",), ("person", "ocasion"), ("person", "occasion", "group")])
def test_other_ids_are_refused_in_the_act_that_asks(here, put, names):
    with pytest.raises(WrongLetter, match="written from occasion, person"):
        ask("birthday", put=put, **{name: uuid4() for name in names})
    assert count(OutboxItem) == 0


def test_a_letter_no_room_has_is_refused(here):
    with pytest.raises(LookupError):
        action(lambda: put_letter("test/farewell", "x"))()


def test_the_same_letter_is_asked_for_once_and_another_is_another(here):
    ids = {"person": uuid4(), "occasion": uuid4()}
    for single in ("birthday", "birthday", "wedding"):
        ask(single, **ids)
    assert count(OutboxItem) == 2


def test_a_letter_leaves_when_it_is_due(here):
    due = clock.now() + timedelta(hours=1)
    ask("birthday", due=due, person=uuid4(), occasion=uuid4())
    assert one(OutboxItem).due_at == due
