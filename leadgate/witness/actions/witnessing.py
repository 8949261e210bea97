"""Witnessing for logs elsewhere, as a service of this installation."""

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import update

from leadgate.foundation import clock
from leadgate.foundation.db import action, add_row, session
from leadgate.foundation.installation import installation
from leadgate.verifier.cosignatures import WitnessKey
from leadgate.verifier.notes import Checkpoint
from leadgate.witness import cosigning
from leadgate.witness.cosigning import Signer, WitnessAnswer
from leadgate.witness.models import WitnessedLog
from leadgate.witness.watching import watched_in

PLACE = "/witness"


def signer() -> Signer:
    """Who cosigns here: a key of its own, for one that signs a log's checkpoints must not cosign others'."""
    key = Ed25519PrivateKey.from_private_bytes(installation().vault.blind_index("witness", "signing"))
    return Signer(WitnessKey(installation().settings.public_name(PLACE), key.public_key().public_bytes_raw()), key.sign)


class _Table:
    """The memory in this installation's database, whichever of its machines is asked."""

    def latest(self, origin: str) -> Checkpoint | None:
        row = session().get(WitnessedLog, origin)
        return Checkpoint(row.origin, row.size, row.root) if row else None

    def advance(self, before: Checkpoint | None, to: Checkpoint) -> bool:
        now = clock.now()
        if before is None:
            add_row(WitnessedLog, origin=to.origin, size=to.size, root=to.root, at=now)
            return True
        known = WitnessedLog.origin == to.origin, WitnessedLog.size == before.size, WitnessedLog.root == before.root
        grown = update(WitnessedLog).where(*known).values(size=to.size, root=to.root, at=now)
        return bool(session().execute(grown).rowcount)  # type: ignore[attr-defined]


@action
def add_checkpoint(body: bytes) -> WitnessAnswer:
    """As `cosigning.add_checkpoint`, for the logs this installation is told to watch."""
    watched = watched_in(installation().settings.witnessed_logs)
    return cosigning.add_checkpoint(body, watched, _Table(), signer(), clock.now())
