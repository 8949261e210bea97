"""Checking receipts offline, with nothing but the file and the public key."""

import json
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

from leadgate.ledger.merkle import leaf_hash, root_from_path
from leadgate.ledger.signing import SIGNATURE, canonical, is_signed

CERTIFICATE = "leadgate:ErasureCertificate"


def written(document: dict[str, Any]) -> str:
    """A document as it is handed out, to the byte."""
    return json.dumps(document, indent=2, sort_keys=True, ensure_ascii=False) + "\n"


def faults_of(path: Path, public_key: bytes | None = None) -> list[str]:
    """What is wrong with a file of receipts, one sentence each; nothing when every receipt proves what it says.

    An erasure certificate is checked likewise: its signature covers all of it.

    Args:
        public_key: the installation's, 32 bytes, from somewhere else than the file; the file's own when missing.
    """
    try:
        text = path.read_bytes().decode()
        document = json.loads(text)
        receipts = None if document.get("@type") == CERTIFICATE else document["@graph"]
        key = public_key or bytes.fromhex(document["leadgate:public_key"])
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return ["The file is not a receipt file, or it was damaged."]
    if public_key and document["leadgate:public_key"] != public_key.hex():
        return ["The receipts were made with another key than this one."]
    if receipts is None:
        return [] if _is_genuine(document, key) else ["The certificate was changed after it was signed."]
    if written(document) != text:
        return [f"The file was changed at byte {_first_difference(text, written(document))}."]
    if not isinstance(receipts, list) or not receipts or not all(isinstance(receipt, dict) for receipt in receipts):
        return ["The file holds no receipt."]
    faults = [fault for receipt in receipts for fault in _faults(receipt, key)]
    return faults if _is_genuine(document, key) else [*faults, "The file was changed after it was signed."]


def _is_genuine(document: dict[str, Any], key: bytes) -> bool:
    """Whether the holder of the key signed everything in a document but the signature itself."""
    text = document.get(SIGNATURE)
    try:
        signature = bytes.fromhex(text) if isinstance(text, str) else b""
    except ValueError:
        return False
    body = {field: value for field, value in document.items() if field != SIGNATURE}
    return signature.hex() == text and is_signed(key, signature, canonical(body))


def _faults(receipt: dict[str, Any], key: bytes) -> Iterator[str]:
    name = receipt.get("dct:identifier", "without a name")
    try:
        if not _is_genuine(receipt, key):
            yield f"Receipt {name} was changed after it was signed."
        yield from _proof_faults(name, receipt["leadgate:entry"], receipt["leadgate:proof"], key)
        yield from _wording_faults(name, receipt)
    except (KeyError, TypeError, ValueError, AttributeError):
        yield f"Receipt {name} is damaged."


def _proof_faults(name: str, entry: dict[str, Any], proof: dict[str, Any] | None, key: bytes) -> Iterator[str]:
    if proof is None:
        yield f"Receipt {name} was made before its entry was sealed; ask for it once more."
        return
    path = [bytes.fromhex(sibling) for sibling in proof["leadgate:path"]]
    size, position = proof["leadgate:size"], proof["leadgate:position"]
    root = root_from_path(leaf_hash(canonical(entry)), position, size, path)
    if root is None or root.hex() != proof["leadgate:root"]:
        yield f"The entry of receipt {name} is not in the ledger whose root it names."
    head = {"size": size, "root": proof["leadgate:root"], "sealed_at": proof["leadgate:sealed_at"]}
    if not is_signed(key, bytes.fromhex(proof["leadgate:root_signature"]), canonical(head)):
        yield f"The root named by receipt {name} is not signed by this installation."


def _wording_faults(name: str, receipt: dict[str, Any]) -> Iterator[str]:
    notice = receipt["dpv:hasNotice"]
    shown = {
        "purpose": receipt["dpv:hasPurpose"],
        "version": notice["dct:hasVersion"],
        "language": notice["dct:language"],
        "title": notice["dct:title"],
        "text": notice["dct:description"],
    }
    if sha256(canonical(shown)).hexdigest() != receipt["leadgate:entry"]["notice"]:
        yield f"The wording in receipt {name} is not the one that was shown."


def _first_difference(one: str, other: str) -> int:
    pairs = zip(one.encode(), other.encode(), strict=False)
    return next((at for at, (left, right) in enumerate(pairs) if left != right), min(len(one), len(other)))
