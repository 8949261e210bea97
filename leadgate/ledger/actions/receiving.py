"""Taking the lines of witnesses that only fetch: whoever cannot be asked hands in what it cosigned."""

import logging
from datetime import timedelta

from leadgate.foundation import clock
from leadgate.foundation.db import action, add_row, session
from leadgate.foundation.installation import installation
from leadgate.foundation.limits import Limit, spend
from leadgate.ledger import checkpoints, queries
from leadgate.ledger.errors import NoOwnCheckpoint, NoSuchTree, OtherHistory, UnknownWitness
from leadgate.ledger.models import LedgerCosignature, LedgerSeal
from leadgate.ledger.signing import public_key
from leadgate.verifier.cosignatures import cosigned, witness_in
from leadgate.verifier.notes import read_checkpoint
from leadgate.verifier.reading import Unreadable

log = logging.getLogger(__name__)
PER_NETWORK = Limit("cosignatures/network", 60, timedelta(hours=1))


def take_cosignatures(body: bytes, network: str) -> None:
    """Keep the lines under a checkpoint of ours that are by witnesses we know; all others are passed over.

    Args:
        body: the signed note, with the log's own line and those of witnesses.
        network: whose it is, for the limit.

    Raises:
        TooMany: that network handed in too many.
        NoOwnCheckpoint: it is no checkpoint under this log's name and key.
        NoSuchTree: there is no seal over so many entries.
        OtherHistory: this log's key signed another root over so many; both stand in its name.
        UnknownWitness: no line is by a witness in the settings.
    """
    spend((PER_NETWORK, network))  # an act of its own: what is refused was looked at, too
    try:
        note = body.decode()
        found = read_checkpoint(note, public_key())
    except (Unreadable, UnicodeDecodeError) as damage:
        raise NoOwnCheckpoint from damage
    if found.origin != checkpoints.origin():
        raise NoOwnCheckpoint
    seal = session().get(LedgerSeal, found.size)
    if seal is None:
        raise NoSuchTree
    if seal.root != found.root:
        log.error("a checkpoint over %s entries was handed in that our key signed, with another root", found.size)
        raise OtherHistory
    if not [key for _url, key in installation().settings.witnesses if _is_kept(key, found.size, found.text(), note)]:
        raise UnknownWitness


@action
def _is_kept(key: str, size: int, text: str, note: str) -> bool:
    """Whether a witness' line is among those under a note; the first one it gave stays."""
    line = next((line for line, _at in cosigned(text, note.partition("\n\n")[2], witness_in(key))), None)
    if line and queries.cosignature_by(key, size) is None:
        add_row(LedgerCosignature, size=size, witness=key, line=line, at=clock.now())
    return line is not None
