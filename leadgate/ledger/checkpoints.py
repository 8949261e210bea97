"""The log as third parties know it: its name, its key, and what it says of itself (C2SP tlog-checkpoint)."""

from leadgate.foundation.installation import installation
from leadgate.ledger import queries
from leadgate.ledger.errors import NoSuchTree
from leadgate.ledger.models import LedgerSeal
from leadgate.ledger.signing import private_key, public_key
from leadgate.verifier.notes import Checkpoint, signed_note, verifier_key
from leadgate.verifier.tree import Frontier

PLACE = "/.well-known/leadgate-log"


def origin() -> str:
    """What the log is called: the address where it is published, without its scheme."""
    return installation().settings.public_name(PLACE)


def log_key() -> str:
    """The log's public key, as verifiers of signed notes want it."""
    return verifier_key(origin(), public_key())


def signed_over(seal: LedgerSeal | None) -> str:
    """The checkpoint of a tree under the log's own signature alone; that of an empty log for None.

    The signature says nothing of time, so that the same tree always has the same checkpoint (RFC 8032 is
    deterministic): two different ones over the same size are a proof of fraud.
    """
    size, root = (seal.size, seal.root) if seal else (0, Frontier().root())
    return signed_note(Checkpoint(origin(), size, root), public_key(), private_key().sign)


def checkpoint_over(seal: LedgerSeal | None) -> str:
    """As `signed_over`, with the lines of those witnesses that have cosigned it so far."""
    return signed_over(seal) + "".join(queries.cosignatures_of(seal.size) if seal else ())


def newest() -> str:
    """The newest checkpoint."""
    return checkpoint_over(queries.last_seal())


def carried() -> dict[str, str]:
    """What every document carries of the log, so that whoever has it holds us to the history of that day."""
    return {"leadgate:log_key": log_key(), "leadgate:checkpoint": newest()}


def growth(older: int, newer: int) -> list[bytes]:
    """The consistency proof between two sizes the log has had.

    Raises:
        NoSuchTree: the first is larger than the second, or the log never was as large.
    """
    last = queries.last_seal()
    if not 0 <= older <= newer <= (last.size if last else 0):
        raise NoSuchTree
    return queries.consistency_between(older, newer)


def stamped() -> tuple[str, bytes]:
    """The newest checkpoint that was stamped with the time, and the authority's answer (RFC 3161, DER).

    Raises:
        NoSuchTree: none was.
    """
    stamp = queries.last_stamp()
    if stamp is None:
        raise NoSuchTree
    return stamp.note, stamp.response
