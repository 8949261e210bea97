"""Keeping roots outside the database: a tail that is cut off there, with its seals, is then missed.

The newest root is kept after every sealing and replaced by the next; every ten minutes a copy is kept for good.
"""

from contextlib import suppress
from pathlib import PurePosixPath

from sqlalchemy.exc import NoResultFound

from leadgate.foundation import clock
from leadgate.foundation.files.notes import SPOILT
from leadgate.foundation.files.store_errors import StoreSilent
from leadgate.foundation.installation import installation
from leadgate.ledger import queries
from leadgate.ledger.actions import sealing
from leadgate.ledger.models import LedgerSeal

FOLDER = "ledger"
NEWEST = f"{FOLDER}/999999999999.json"
"""A name like those of the copies, and the last of them: older versions, to which somebody may go back, read and set
aside what lies here by its number.
"""


def seal_and_keep() -> None:
    """Seal what waits, and keep the new root at once.

    It is not left to the outbox: that lies in the database, and whoever cuts the tail off there could empty it before.
    A store that is silent is not waited for; the next sealing, or the copy of ten minutes, keeps what it missed.
    """
    if sealing.seal_all():
        with suppress(StoreSilent):
            keep_newest()


def keep_newest() -> None:
    """Keep the newest root; the one before it stays as evidence when the ledger is no longer what grew from it.

    Again is the same file. What is kept is read before the ledger is, which only grows: of two at once, neither takes
    what the other has just written for a root that is larger than the ledger.
    """
    kept = _kept(NEWEST)
    if last := queries.last_seal():
        if kept and not _is_of(last, kept):
            installation().storage.move(NEWEST, _copy(kept[0]))
        _write(NEWEST, last)


def _kept(name: str) -> tuple[int, str] | None:
    """Over how many entries a kept root is, and the root in hexadecimal."""
    store = installation().storage
    with suppress(*SPOILT):  # somebody changed it
        if store.has(name):
            head = store.document(name)
            return int(str(head["size"])), str(head["root"])
    return None


def _is_of(last: LedgerSeal | None, kept: tuple[int, str] | None) -> bool:
    return last is not None and kept is not None and _grew_from(*kept, last)


def _grew_from(size: int, root: str, last: LedgerSeal) -> bool:
    with suppress(NoResultFound):  # a part of the stored tree was taken away
        return 0 < size <= last.size and queries.root_over_first(size).hex() == root
    return False


def witness() -> None:
    """Keep a copy of the newest root for good."""
    keep_newest()
    if last := queries.last_seal():
        _write(_copy(last.size), last)


def set_aside(size: int) -> None:
    """Give the roots over more than so many entries another name: a restored ledger grows anew.

    Those it has grown from meanwhile stay, so that again, or later, is harmless.
    """
    store, last = installation().storage, queries.last_seal()
    for kept in [PurePosixPath(name) for name in store.document_names(FOLDER)]:
        if kept.stem.isdigit() and int(kept.stem) > size and not _is_of(last, _kept(str(kept))):
            store.move(str(kept), f"before-restore/{clock.now():%Y%m%dT%H%M%S}/{kept.name}")


def _copy(size: int) -> str:
    return f"{FOLDER}/{size:012d}.json"


def _write(name: str, seal: LedgerSeal) -> None:
    head = {"size": seal.size, "root": seal.root.hex(), "signature": seal.signature.hex()}
    installation().storage.write_json(name, head)
