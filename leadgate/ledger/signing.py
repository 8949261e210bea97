"""What is hashed and what is signed, byte for byte: canonical JSON and Ed25519 (RFC 8032)."""

import hmac
from collections.abc import Callable, Mapping
from datetime import datetime
from functools import lru_cache
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from leadgate.foundation.installation import installation
from leadgate.ledger.models import LedgerEntry
from leadgate.ledger.types import EntryRow
from leadgate.verifier.documents import SIGNATURE
from leadgate.verifier.reading import canonical

FIELDS = ("id", "subject", "purpose", "notice", "language", "happened", "at", "method", "request", "evidence")


def moment(at: datetime) -> str:
    """A moment as the ledger writes it."""
    return f"{at.isoformat(timespec='microseconds')[:26]}Z"


def fields_of(entry: EntryRow) -> dict[str, str | None]:
    """An entry as texts, the way it is hashed and shown in receipts."""
    return texts_of({name: getattr(entry, name) for name in FIELDS})


def texts_of(values: Mapping[str, Any]) -> dict[str, str | None]:
    """As `fields_of`, for an entry that is about to be written.

    Args:
        values: by column, with the types of `ledger.models.LedgerEntry`; others than an entry's fields are left out.
    """
    texts = {name: None if values[name] is None else str(values[name]) for name in FIELDS}
    return texts | {"at": moment(values["at"])}


def mark_of(fields: Mapping[str, str | None], seed: bytes | None = None) -> bytes:
    """32 bytes that only this installation can write beside an entry (HMAC-SHA-256): it recorded the entry itself.

    Args:
        fields: of the entry, as `fields_of` says.
        seed: of the signing key; this installation's when it is missing.
    """
    key = _marking_key(seed or installation().vault.signing_seed())
    return hmac.digest(key, canonical(dict(fields)), "sha256")


def marker_of(alike: Mapping[str, Any], *differing: str) -> Callable[..., bytes]:
    """As `mark_of`, for many entries that are alike but for a few fields: all else is written down once.

    Args:
        alike: what they have in common, by column, as `texts_of` takes it; without those fields.
        differing: the names of the fields, in the order of the alphabet, each with a text in every entry.

    Returns:
        What makes the mark of one from its texts, in that order.
    """
    key, text = _marking_key(installation().vault.signing_seed()), texts_of({**alike, **dict.fromkeys(differing, "")})
    written = canonical(dict(text)).decode()
    for name in differing:
        written = written.replace(f'"{name}":""', f'"{name}":"\0"')
    pattern = written.replace("%", "%%").replace("\0", "%s")
    return lambda *texts: hmac.digest(key, (pattern % texts).encode(), "sha256")


@lru_cache(maxsize=8)
def _marking_key(seed: bytes) -> bytes:
    return HKDF(SHA256(), 32, None, b"leadgate ledger mark").derive(seed)


def is_marked(entry: LedgerEntry) -> bool:
    """Whether an entry bears the mark of this installation."""
    return entry.mark is not None and hmac.compare_digest(entry.mark, mark_of(fields_of(entry)))


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
