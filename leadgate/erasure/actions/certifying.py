"""Certifying: once the rows are gone, everything outside the tables is emptied and searched, and the result is signed.

Every erasure that waits is finished in one go: the stores are emptied and the log is cut once for all of them, then
each is searched for by itself. Whoever is killed here begins again: emptying and searching twice is harmless, and
the certificate is one commit.
"""

import json
from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import Select, delete, select

from leadgate.erasure import certificates, journal
from leadgate.erasure.models import Erasure, ErasurePerson, ErasureStep, Hold, Needle
from leadgate.erasure.queries import ending, erasures_of
from leadgate.foundation import clock
from leadgate.foundation.background import outbox
from leadgate.foundation.db import action, add_row, database, session
from leadgate.foundation.installation import installation
from leadgate.foundation.keys.errors import KeyDestroyed
from leadgate.foundation.privacy.erasure_engine import stores

TOGETHER = 50


class StillThere(Exception):
    """Something that should be gone was found; the outbox tries again, and counts."""


def finish(erasure: str) -> None:
    """Finish this erasure, and every other that waits; one that a hold keeps is left to whoever lifts it."""
    waiting = _waiting(UUID(erasure))
    if not waiting:
        return
    people = list(session().scalars(ending(waiting)))
    for one in waiting:
        journal.write_down(one)
    emptied = {store.name: store.forget(people) for store in stores()}
    if not database().checkpoint():
        raise outbox.Postponed(clock.now())
    unclean = {one for one, needles in _needles(waiting).items() if not _searched_and_certified(one, needles, emptied)}
    database().checkpoint()
    if UUID(erasure) in unclean:
        raise StillThere


def finish_all() -> None:
    """Finish what waits although nothing in the outbox says so: the clock's part, in case a row was given up."""
    if first := session().scalar(_open().limit(1)):
        finish(str(first))


def _searched_and_certified(erasure: UUID, needles: Sequence[bytes], emptied: dict[str, int]) -> bool:
    searched = {store.name: store.search(needles) for store in stores()}
    if any(searched.values()):
        return False
    _certify(erasure, emptied, searched)
    return True


def _waiting(first: UUID) -> list[UUID]:
    if session().scalar(_open().where(Erasure.id == first)) is None:
        return []
    return [first, *session().scalars(_open().where(Erasure.id != first).limit(TOGETHER - 1))]


def _open() -> Select[UUID]:
    """Erasures that are not certified yet, oldest first, but for those a hold keeps."""
    held = erasures_of(select(Hold.person_id).where(Hold.lifted_at.is_(None)))
    return select(Erasure.id).where(Erasure.finished_at.is_(None), Erasure.id.not_in(held)).order_by(Erasure.id)


def _needles(erasures: Sequence[UUID]) -> dict[UUID, list[bytes]]:
    found: dict[UUID, list[bytes]] = {erasure: [] for erasure in erasures}
    for row in session().scalars(select(Needle).where(Needle.owner.in_(erasures))):
        try:
            words = installation().vault.key_of(row.owner).open(Needle.words, row.id, row.words)
        except KeyDestroyed:  # certified by somebody else just now
            continue
        found[row.owner] = [bytes.fromhex(word) for word in json.loads(words)]
    return found


@action
def _certify(erasure: UUID, emptied: dict[str, int], searched: dict[str, int | None]) -> None:
    # Of two at once the second meets the steps of the first, and its act is done once more: it finds a certificate.
    row = session().get(Erasure, erasure)
    if row is None or row.finished_at:
        return
    for name, count in emptied.items():
        if session().get(ErasureStep, (erasure, name)) is None:
            add_row(ErasureStep, erasure_id=erasure, name=name, at=clock.now(), count=count)
    row.finished_at = clock.now()
    row.certificate = certificates.made(row, searched)
    session().execute(delete(ErasurePerson).where(ErasurePerson.erasure_id == erasure))
    session().flush()
    installation().vault.destroy(erasure)
