"""What is hashed and what is signed, byte for byte: canonical JSON and Ed25519 (RFC 8032)."""

from datetime import datetime
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from leadgate.foundation.installation import installation
from leadgate.ledger.types import EntryRow
from leadgate.verifier.documents import SIGNATURE
from leadgate.verifier.reading import canonical

FIELDS = ("id", "subject", "purpose", "notice", "language", "happened", "at", "method", "request", "evidence")


def moment(at: datetime) -> str:
    """A moment as the ledger writes it."""
    return at.strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def fields_of(entry: EntryRow) -> dict[str, str | None]:
    """An entry as texts, the way it is hashed and shown in receipts."""
    values = {name: getattr(entry, name) for name in FIELDS}
    values["at"] = moment(entry.at)
    return {name: None if value is None else str(value) for name, value in values.items()}


def signed_head(size: int, root: bytes, sealed_at: datetime) -> bytes:
    """The bytes a seal signs: how many entries, their root, when."""
    return canonical({"size": size, "root": root.hex(), "sealed_at": moment(sealed_at)})


def private_key() -> Ed25519PrivateKey:
    """The installation's signing key."""
    return Ed25519PrivateKey.from_private_bytes(installation().vault.signing_seed())


def signed(document: dict[str, Any]) -> dict[str, Any]:
    """A document with the installation's signature over everything else in it."""
    body = {name: value for name, value in document.items() if name != SIGNATURE}
    return body | {SIGNATURE: private_key().sign(canonical(body)).hex()}


def public_key() -> bytes:
    """Its public half, 32 bytes: all a third party needs."""
    return private_key().public_key().public_bytes_raw()
