"""Prospects who keep asking while something breaks, and what must hold afterwards."""

import re
import threading
from http.client import HTTPException
from urllib.parse import urlencode

from sqlalchemy import select

from leadgate.app import create_app
from leadgate.foundation import clock
from leadgate.foundation.background.outbox import LEASE, OutboxItem, drain
from leadgate.foundation.db import forget_what_was_read, session
from leadgate.foundation.keys.vault import VaultKey
from leadgate.ledger.models import LedgerEntry, LedgerEvidence
from leadgate.ledger.verification import verify
from leadgate.people.verification.models import Verification
from leadgate.people.verification.queries import address_of
from tests.facts import count
from tests.papers import PDF
from tests.services import until

CLIENTS = 3
AHEAD = 12
"""So many more are answered before the clients wait to be told to go on: enough to be in the midst of it."""


def publish(running) -> None:
    """Something to ask for, where nothing is at work yet."""
    paper = running.folder / "guide.pdf"
    paper.write_bytes(PDF)
    running.command("asset", "publish", str(paper), "--slug", "guide", "--title", "The guide")


class Load:
    """Prospects who keep asking; remembers exactly those who were answered with 303."""

    def __init__(self, running) -> None:
        self.running = running
        self.answered: list[str] = []
        self._enough = AHEAD
        self._ended = threading.Event()
        self._threads = [threading.Thread(target=self._ask, args=(number,)) for number in range(CLIENTS)]

    def __enter__(self) -> "Load":
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._ended.set()
        for thread in self._threads:
            thread.join()

    def goes_on(self, by: int = 3) -> None:
        """Wait until so many more are answered; the clients keep asking for a while after that."""
        before = len(self.answered)
        self._enough = before + by + AHEAD
        until(lambda: len(self.answered) >= before + by)

    def _ask(self, client: int) -> None:
        number = 0
        while not self._ended.is_set():
            number += 1
            email = f"client{client}.{number}@person.example"
            try:
                if len(self.answered) < self._enough and self._opt_in(email) == 303:
                    self.answered.append(email)
            except (OSError, HTTPException):
                continue
            self._ended.wait(0.01)

    def _opt_in(self, email: str) -> int:
        connection = self.running.connection()
        connection.request("GET", "/a/guide")
        found = re.search(r'name="csrf_token" value="([^"]+)"', connection.getresponse().read().decode())
        body = urlencode({"email": email, "csrf_token": found[1] if found else ""})
        connection.request("POST", "/a/guide", body, {"Content-Type": "application/x-www-form-urlencoded"})
        return connection.getresponse().status


def work_off(running) -> None:
    """Wait until all is done but what a dead worker still has the lease of, and do that as if its minute were over."""
    with running.here.opened():
        until(_nothing_is_free, seconds=120)
        running.stop()
        with create_app(running.here).app_context(), clock.moved(LEASE):
            drain(seconds=60)


def _nothing_is_free() -> bool:
    forget_what_was_read()
    leased = OutboxItem.lease_until > clock.now()
    return count(OutboxItem, OutboxItem.done_at.is_(None), leased.is_not(True)) == 0


def check(running, answered: list[str]) -> None:
    rows = session().scalars(select(Verification)).all()
    kept = [address_of(row.id) for row in rows]
    assert set(answered) <= set(kept), "nothing answered is lost"
    assert len(kept) == len(set(kept)), "nothing is kept twice"
    assert {row.mails for row in rows} == {1}, "every one was settled, once"
    mails = list((running.folder / "data/mail").glob("*.eml"))
    assert len(mails) == len(rows), "one mail each"
    assert count(VaultKey) == count(LedgerEntry) == count(LedgerEvidence) == len(rows), "each whole"
    assert count(OutboxItem, OutboxItem.done_at.is_(None)) == count(OutboxItem, OutboxItem.dead_at.is_not(None)) == 0
    running.command("ledger", "verify")
    assert verify().faults == []
