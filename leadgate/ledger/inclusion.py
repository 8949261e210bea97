"""The proof that an entry is in the ledger, as it stands in what is handed out."""

from typing import Any
from uuid import UUID

from leadgate.ledger import checkpoints, queries
from leadgate.ledger.signing import moment


def inclusion_proof(entry: UUID) -> dict[str, Any] | None:
    """The way from an entry to a signed root, with the checkpoint over it; None while it waits to be sealed.

    Args:
        entry: its id.
    """
    inclusion = queries.inclusion_of(entry)
    if inclusion is None:
        return None
    seal = inclusion.seal
    return {
        "leadgate:hash": "RFC 6962 section 2.1, SHA-256, over the canonical JSON of leadgate:entry",
        "leadgate:position": inclusion.position,
        "leadgate:path": [sibling.hex() for sibling in inclusion.path],
        "leadgate:size": seal.size,
        "leadgate:root": seal.root.hex(),
        "leadgate:sealed_at": moment(seal.sealed_at),
        "leadgate:root_signature": seal.signature.hex(),
        "leadgate:checkpoint": checkpoints.checkpoint_over(seal),
    }
