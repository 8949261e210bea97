"""The receipt of a choice about cookies: from the choice to the root of its batch, and from its entry to the log.

One entry of the log stands for a batch of choices on one notice: its `evidence` is the hash of how many these are, and
of the root of their tree.
"""

from collections.abc import Sequence
from hashlib import sha256

from .reading import Document, Unreadable, canonical, from_hex, member
from .receipts import ledger_claim
from .tree import HASH_BYTES, leaf_hash, root_from_path
from .verdict import Claim

EVENT, METHOD = "batched", "batch"
NUMBER_BYTES, HASH_OF_NUMBER_BYTES = 16, 16
LONGEST_PURPOSE = 80
NOT_ASKED = ("necessary", "exempt")


def batch_hash(root: bytes, size: int) -> str:
    """What the entry of a batch names: the root of its choices and how many these are, hashed together.

    Args:
        root: of the tree over the choices.
        size: how many.
    """
    return sha256(canonical({"root": root.hex(), "size": size})).hexdigest()


def purpose_of(site: str) -> str:
    """What the entry of a batch is about: the site, by its name in addresses."""
    return f"cookies:{site}"[:LONGEST_PURPOSE]


def choice_claim(receipt: Document) -> Claim:
    """What the receipt of a choice says about the log.

    Raises:
        Unreadable: the choice is not in its batch, or the batch not in its entry, or it is about another notice.
    """
    choice, batch = member(receipt, "leadgate:choice", dict), member(receipt, "leadgate:batch", dict)
    entry = member(receipt, "leadgate:entry", dict)
    number = member(receipt, "leadgate:number", str)
    from_hex(number, NUMBER_BYTES)
    if choice.get("number") != sha256(number.encode()).hexdigest()[: 2 * HASH_OF_NUMBER_BYTES]:
        raise Unreadable("The choice is another one than that of its number.")
    size, position = member(batch, "leadgate:size", int), member(batch, "leadgate:position", int)
    path = [from_hex(sibling, HASH_BYTES) for sibling in member(batch, "leadgate:path", list)]
    root = from_hex(batch.get("leadgate:root"), HASH_BYTES)
    if root_from_path(leaf_hash(canonical(choice)), position, size, path) != root:
        raise Unreadable("The choice is not in the batch whose root it names.")
    _check_notice(member(receipt, "leadgate:notice", dict), choice, entry)
    return batch_claim(receipt, f"The receipt of choice {choice['number']}")


def batch_claim(document: Document, who: str) -> Claim:
    """What the proof of a batch says about the log.

    Raises:
        Unreadable: the batch is not the one its entry is about, or that is not in the log.
    """
    batch, entry = member(document, "leadgate:batch", dict), member(document, "leadgate:entry", dict)
    root, size = from_hex(batch.get("leadgate:root"), HASH_BYTES), member(batch, "leadgate:size", int)
    if entry.get("evidence") != batch_hash(root, size):
        raise Unreadable("The batch is not the one that its entry is about.")
    if (entry.get("happened"), entry.get("method")) != (EVENT, METHOD):
        raise Unreadable("Its entry is about no batch of choices.")
    return ledger_claim(document, who)


def _check_notice(notice: Document, choice: Document, entry: Document) -> None:
    """Whether the notice is the one that was shown, and could be answered like that."""
    if sha256(canonical(notice)).hexdigest() != entry.get("notice"):
        raise Unreadable("The notice in it is not the one that was shown.")
    if entry.get("purpose") != purpose_of(member(notice, "site", str)):
        raise Unreadable("Its entry is about another site.")
    if member(choice, "language", str) not in member(notice, "languages", list):
        raise Unreadable("The notice was not shown in the language of the choice.")
    asked = [member(one, "slug", str) for one in _purposes(notice) if member(one, "kind", str) not in NOT_ASKED]
    if [one for one in asked if one in member(choice, "allowed", list)] != choice["allowed"]:
        raise Unreadable("The choice allows what was not asked.")
    if member(choice, "day", str) > member(entry, "at", str):
        raise Unreadable("The choice is younger than the entry of its batch.")


def _purposes(notice: Document) -> Sequence[object]:
    return member(member(notice, "described", dict), "purposes", list)
