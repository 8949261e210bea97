"""What a consent receipt says about the log, and whether it says the same as the entry it is about."""

from collections.abc import Iterator
from hashlib import sha256

from .reading import Document, Unreadable, canonical, from_hex, member
from .tree import HASH_BYTES, leaf_hash, root_from_path
from .verdict import Claim

STATUS = {
    "requested": "dpv:ConsentRequested",
    "given": "dpv:ConsentGiven",
    "refused": "dpv:ConsentRefused",
    "withdrawn": "dpv:ConsentWithdrawn",
    "expired": "dpv:ConsentExpired",
    "renewed": "dpv:RenewedConsentGiven",
}
SAME = {
    "dct:identifier": "id",
    "dpv:hasDataSubject": "subject",
    "dpv:hasPurpose": "purpose",
    "dpv:isIndicatedAtTime": "at",
    "dpv:hasIndicationMethod": "method",
}
"""What stands in the receipt for people and in the entry for the proof has to be the same."""


def receipt_claim(receipt: Document, name: str) -> Claim:
    """What a receipt says about the log: its entry, where that stands, and the root it leads to.

    Raises:
        Unreadable: it says something else than its entry, or its path leads elsewhere.
    """
    entry = member(receipt, "leadgate:entry", dict)
    for shown, field in SAME.items():
        if member(receipt, shown, str) != entry.get(field):
            raise Unreadable(f"{shown} is not what its entry says.")
    if member(receipt, "dpv:hasConsentStatus", str) != STATUS.get(member(entry, "happened", str)):
        raise Unreadable("dpv:hasConsentStatus is not what its entry says.")
    return ledger_claim(receipt, f"Receipt {name}")


def ledger_claim(receipt: Document, who: str) -> Claim:
    """The entry a document carries, where that stands in the log, and the root it leads to.

    Raises:
        Unreadable: its path leads elsewhere.
    """
    entry, proof = member(receipt, "leadgate:entry", dict), member(receipt, "leadgate:proof", dict)
    size, position = member(proof, "leadgate:size", int), member(proof, "leadgate:position", int)
    path = [from_hex(sibling, HASH_BYTES) for sibling in member(proof, "leadgate:path", list)]
    root = from_hex(proof.get("leadgate:root"), HASH_BYTES)
    if root_from_path(leaf_hash(canonical(entry)), position, size, path) != root:
        raise Unreadable("Its entry is not in the ledger whose root it names.")
    return Claim(who, size, root, position, entry)


def wording_faults(receipt: Document, name: str) -> Iterator[str]:
    """What is wrong with the wording in a receipt.

    Raises:
        Unreadable: there is none.
    """
    notice, entry = member(receipt, "dpv:hasNotice", dict), member(receipt, "leadgate:entry", dict)
    shown = {
        "purpose": receipt.get("dpv:hasPurpose"),
        "version": member(notice, "dct:hasVersion", int),
        "language": member(notice, "dct:language", str),
        "title": member(notice, "dct:title", str),
        "text": member(notice, "dct:description", str),
    }
    names = (sha256(canonical(shown)).hexdigest(), notice.get("dct:identifier"))
    if names != (entry.get("notice"), entry.get("notice")) or notice["dct:language"] != entry.get("language"):
        yield f"The wording in receipt {name} is not the one that was shown."
