"""Checks an auditor's bundle without leadgate: `python verify.py` beside the bundle's files.

Needs Python 3.11 and the `cryptography` package. Reads the public key from public_key.txt; compare it with the one the
controller gave you by another way. Everything it checks: each entry's hash, the Merkle tree (RFC 6962) over all of
them, each signed root, each certificate's signature, each notice's name.
"""

import json
import sys
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey


def canonical(document: dict[str, Any]) -> bytes:
    """The one spelling of a document that is hashed and signed."""
    return json.dumps(document, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def lines(path: Path) -> Iterator[dict[str, Any]]:
    """The documents of a file, one a line."""
    with path.open(encoding="utf-8") as file:
        yield from (json.loads(line) for line in file)


def is_signed(key: Ed25519PublicKey, signature: str, message: bytes) -> bool:
    """Whether the key's holder signed the message."""
    try:
        key.verify(bytes.fromhex(signature), message)
    except (InvalidSignature, ValueError):
        return False
    return True


def root_of(peaks: list[tuple[int, bytes]]) -> bytes:
    """The root over a tree's complete subtrees, smallest last (RFC 6962 section 2.1)."""
    digest = peaks[-1][1] if peaks else sha256(b"").digest()
    for _, peak in reversed(peaks[:-1]):
        digest = sha256(b"\x01" + peak + digest).digest()
    return digest


def faults_of(folder: Path) -> Iterator[str]:
    """What is wrong with a bundle, one sentence each."""
    key = Ed25519PublicKey.from_public_bytes(bytes.fromhex((folder / "public_key.txt").read_text().strip()))
    seals = {seal["size"]: seal for seal in lines(folder / "seals.jsonl")}
    peaks: list[tuple[int, bytes]] = []
    size = 0
    for entry in lines(folder / "entries.jsonl"):
        peaks.append((1, sha256(b"\x00" + canonical(entry)).digest()))
        while len(peaks) > 1 and peaks[-1][0] == peaks[-2][0]:
            (width, left), (_, right) = peaks[-2:]
            peaks[-2:] = [(2 * width, sha256(b"\x01" + left + right).digest())]
        size += 1
        if seal := seals.pop(size, None):
            yield from _seal_faults(key, seal, root_of(peaks))
    for missing in sorted(seals):
        yield f"A signed root covers {missing} entries; only {size} are here."
    yield from _document_faults(folder, key)


def _seal_faults(key: Ed25519PublicKey, seal: dict[str, Any], root: bytes) -> Iterator[str]:
    head = {name: seal[name] for name in ("size", "root", "sealed_at")}
    if seal["root"] != root.hex():
        yield f"The first {seal['size']} entries do not lead to the root that was signed over them."
    if not is_signed(key, seal["signature"], canonical(head)):
        yield f"The root over {seal['size']} entries is not signed by this key."


def _document_faults(folder: Path, key: Ed25519PublicKey) -> Iterator[str]:
    for document in lines(folder / "certificates.jsonl"):
        signature = document.pop("leadgate:signature", "")
        if not is_signed(key, signature, canonical(document)):
            yield f"Certificate {document.get('dct:identifier')} was changed after it was signed."
    for notice in lines(folder / "notices.jsonl"):
        name = notice.pop("sha256")
        if sha256(canonical(notice)).hexdigest() != name:
            yield f"The wording named {name} is another one."


if __name__ == "__main__":
    found = list(faults_of(Path(__file__).parent))
    print("\n".join(found) or "Everything in this bundle is genuine.")  # noqa: T201 - it is a program of its own
    sys.exit(bool(found))
