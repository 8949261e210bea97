"""Prospects who keep asking while something breaks, and what must hold afterwards."""

import re
import threading
from http.client import HTTPException
from urllib.parse import urlencode

from sqlalchemy import select

from leadgate.foundation.db import forget_what_was_read, session
from leadgate.foundation.outbox import OutboxItem, backlog
from leadgate.foundation.vault import VaultKey
from leadgate.ledger.models import LedgerEntry, LedgerEvidence
from leadgate.ledger.verification import verify
from leadgate.people.verification.models import Verification
from leadgate.people.verification.queries import address_of
from tests.facts import count

CLIENTS = 3
MOST_ASKED = 1_500


class Load:
    """Prospects who keep asking; remembers exactly those who were answered with 303."""

    def __init__(self, running) -> None:
        self.running = running
        self.answered: list[str] = []
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

    def _ask(self, client: int) -> None:
        number = 0
        while not self._ended.is_set():
            number += 1
            email = f"client{client}.{number}@person.example"
            try:
                if len(self.answered) < MOST_ASKED and self._opt_in(email) == 303:
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


def drained() -> bool:
    forget_what_was_read()
    now = backlog()
    return now.due == 0 and count(OutboxItem, OutboxItem.done_at.is_(None)) == 0


def check(running, answered: list[str]) -> None:
    rows = session().scalars(select(Verification)).all()
    kept = [address_of(row.id) for row in rows]
    assert set(answered) <= set(kept), "nothing answered is lost"
    assert len(kept) == len(set(kept)), "nothing is kept twice"
    assert {row.mails for row in rows} == {1}, "every one was settled, once"
    mails = list((running.folder / "data/mail").glob("*.eml"))
    assert len(mails) == len(rows), "one mail each"
    assert count(VaultKey) == count(LedgerEntry) == count(LedgerEvidence) == len(rows), "each whole"
    assert count(OutboxItem, OutboxItem.dead_at.is_not(None)) == 0
    running.command("ledger", "verify")
    assert verify().faults == []
