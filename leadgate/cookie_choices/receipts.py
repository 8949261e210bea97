"""The receipt of a choice: for whoever holds its number, and verified without us (`verifier.choices`)."""

from typing import Any

import msgspec

from leadgate.cookie_choices import batch_tree, rows
from leadgate.cookie_choices.models import CookieBatch
from leadgate.cookie_choices.queries import KnownChoice
from leadgate.ledger import checkpoints
from leadgate.ledger import queries as ledger
from leadgate.ledger.inclusion import inclusion_proof
from leadgate.ledger.signing import fields_of, public_key, signed
from leadgate.verifier.documents import BATCH, CHOICE

HASHED = "RFC 6962 section 2.1, SHA-256, over the canonical JSON of leadgate:choice"


def receipt(known: KnownChoice) -> dict[str, Any]:
    """A choice with what was shown and the way to a signed root; without that way while it is in no batch.

    Args:
        known: the choice.
    """
    entry = ledger.entry(known.batch.entry) if known.batch and known.batch.entry else None
    return signed(
        {
            "@context": {"leadgate": "urn:leadgate:"},
            "@type": CHOICE,
            "leadgate:public_key": public_key().hex(),
            "leadgate:log_key": checkpoints.log_key(),
            "leadgate:number": known.number,
            "leadgate:choice": known.choice.fields(),
            "leadgate:notice": msgspec.to_builtins(known.shown),
            "leadgate:batch": _batch(known),
            "leadgate:entry": dict(fields_of(entry)) if entry else None,
            "leadgate:proof": inclusion_proof(entry.id) if entry else None,
        }
    )


def of_batch(batch: CookieBatch) -> dict[str, Any]:
    """A batch with the way to a signed root.

    Args:
        batch: that is closed.
    """
    entry = ledger.entry(batch.entry) if batch.entry else None
    return signed(
        {
            "@context": {"leadgate": "urn:leadgate:"},
            "@type": BATCH,
            "leadgate:public_key": public_key().hex(),
            "leadgate:log_key": checkpoints.log_key(),
            "leadgate:batch": {"leadgate:root": (batch.root or b"").hex(), "leadgate:size": batch.size},
            "leadgate:entry": dict(fields_of(entry)) if entry else None,
            "leadgate:proof": inclusion_proof(entry.id) if entry else None,
        }
    )


def is_proven(document: dict[str, Any]) -> bool:
    """Whether a receipt leads to a signed root already."""
    return document["leadgate:proof"] is not None


def _batch(known: KnownChoice) -> dict[str, Any] | None:
    batch, position = known.batch, known.position
    if batch is None or batch.root is None or position is None:
        return None

    def leaves_of(chunk: int) -> list[bytes]:
        return rows.leaves_between(batch.id, chunk * batch_tree.CHUNK, batch_tree.CHUNK, known.asked)

    path = batch_tree.path_of(position, batch.size, batch.chunks or b"", leaves_of)
    return {
        "leadgate:hash": HASHED,
        "leadgate:position": position,
        "leadgate:path": [sibling.hex() for sibling in path],
        "leadgate:size": batch.size,
        "leadgate:root": batch.root.hex(),
    }
