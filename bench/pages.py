"""How long the pages take whose work could grow with the number of people."""

import statistics
import time
from collections.abc import Iterator
from datetime import timedelta

from flask import Flask
from sqlalchemy import select

from leadgate.foundation import clock
from leadgate.foundation.db import action, forget_what_was_read, session
from leadgate.foundation.ids import new_id
from leadgate.foundation.installation import installation
from leadgate.foundation.permissions import Role
from leadgate.foundation.web import cookies
from leadgate.people.models import Person, PersonSession
from leadgate.people.room import PERSON
from leadgate.staff.actions import accounts, sessions
from leadgate.staff.types import Arrival

LEADS = ("/studio/leads/", "/studio/leads/?sort=active&consent.newsletter=yes&downloaded=any")
PATHS = ("/me", "/me/data", "/office", "/office/incidents", "/office/retention", "/studio/", *LEADS)
TIMES = 100
Times = dict[str, float]


def measured(app: Flask) -> Times:
    """The 95th percentile of each page, in milliseconds, in one process without a network."""
    client = app.test_client()
    client.set_cookie(cookies.cookie_name("me", installation().settings), _somebody(), domain="localhost")
    with client.session_transaction() as cookie:
        cookie["_user_id"] = str(_officer())
    return {path: _p95(client, path) for path in PATHS}


def rows(app: Flask, few: Times, people: int) -> Iterator[dict[str, object]]:
    """What became of them with so many people."""
    for path, took in measured(app).items():
        yield {"work": f"{path} at {people} people", "p95_ms": took, "at_1000_ms": few[path],
               "ratio": round(took / few[path], 2), "bar": "p95 < 200 ms, <= 2 times"}  # fmt: skip


def _p95(client: object, path: str) -> float:
    took = []
    for _ in range(TIMES):
        forget_what_was_read()
        began = time.perf_counter()
        answer = client.get(path)  # type: ignore[attr-defined]
        took.append((time.perf_counter() - began) * 1000)
        assert answer.status_code == 200, (path, answer.status_code)
    return round(statistics.quantiles(took, n=20)[-1], 1)


@action
def _somebody() -> str:
    person = session().scalars(select(Person.id).limit(1)).one()
    opened = PersonSession(id=new_id(), person_id=person, expires_at=clock.now() + timedelta(hours=1))
    session().add(opened)
    return installation().tokens.make(PERSON, opened.id)


@action
def _officer() -> object:
    account = accounts.add_account(f"{new_id().hex}@bench.example", Role.OWNER, "quiet river stones 42")
    return sessions.open_session(account, Arrival("192.0.2.0/24"))
