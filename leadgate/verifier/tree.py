"""Merkle trees as RFC 6962 section 2.1 (unchanged in RFC 9162) defines them: growing them, and checking proofs."""

from collections.abc import Iterator, Sequence
from hashlib import sha256

Hash = bytes
HASH_BYTES = 32


def leaf_hash(entry: bytes) -> Hash:
    """The hash of one entry."""
    return sha256(b"\0" + entry).digest()


def node_hash(left: Hash, right: Hash) -> Hash:
    """The hash of two subtrees side by side."""
    return sha256(b"\1" + left + right).digest()


class Frontier:
    """The roots of the complete subtrees a tree of `size` leaves is made of: all that growing it needs."""

    def __init__(self, size: int = 0, peaks: Sequence[Hash] = ()) -> None:
        if size.bit_count() != len(peaks):
            raise ValueError("a frontier has one peak per set bit of its size")
        self.size = size
        self.peaks = list(peaks)

    @classmethod
    def unpacked(cls, size: int, packed: bytes) -> "Frontier":
        """From the bytes that `packed` made."""
        return cls(size, [packed[at : at + HASH_BYTES] for at in range(0, len(packed), HASH_BYTES)])

    def packed(self) -> bytes:
        """The peaks, largest subtree first."""
        return b"".join(self.peaks)

    def append(self, leaf: Hash) -> Iterator[tuple[int, int, Hash]]:
        """Add a leaf; yields every subtree it completes as (level, position, root). Must be exhausted."""
        node, level, position = leaf, 0, self.size
        while position & 1:
            node = node_hash(self.peaks.pop(), node)
            level, position = level + 1, position >> 1
            yield level, position, node
        self.peaks.append(node)
        self.size += 1

    def grow(self, leaf: Hash) -> None:
        """Add a leaf when nobody wants to know what it completes."""
        node, position = leaf, self.size
        while position & 1:
            node = node_hash(self.peaks.pop(), node)
            position >>= 1
        self.peaks.append(node)
        self.size += 1

    def root(self) -> Hash:
        """The Merkle tree hash of all leaves."""
        if not self.peaks:
            return sha256(b"").digest()
        *others, root = self.peaks
        for peak in reversed(others):
            root = node_hash(peak, root)
        return root


def root_from_path(leaf: Hash, position: int, size: int, path: Sequence[Hash]) -> Hash | None:
    """The root that a path leads to (RFC 9162 section 2.1.3.2); None for a path of the wrong length."""
    if not 0 <= position < size:
        return None
    at, last, node = position, size - 1, leaf
    for sibling in path:
        if last == 0:
            return None
        if at & 1 or at == last:
            node = node_hash(sibling, node)
            while not at & 1 and at:
                at, last = at >> 1, last >> 1
        else:
            node = node_hash(node, sibling)
        at, last = at >> 1, last >> 1
    return node if last == 0 else None


def is_consistent(older: tuple[int, Hash], newer: tuple[int, Hash], path: Sequence[Hash]) -> bool:
    """Whether a proof shows that a tree only grew: every entry of the older is at its place in the newer.

    RFC 9162 section 2.1.4.2. A tree is consistent with itself, and with the empty one, by an empty proof.

    Args:
        older: size and root of the earlier tree.
        newer: size and root of the later one.
        path: the consistency proof between them.
    """
    (first, first_root), (second, second_root) = older, newer
    if not 0 < first < second:
        return not path and _needs_no_proof(older, newer)
    nodes = [first_root, *path] if first.bit_count() == 1 else list(path)
    if not nodes:
        return False
    at, last = first - 1, second - 1
    while at & 1:
        at, last = at >> 1, last >> 1
    old = new = nodes[0]
    for node in nodes[1:]:
        if last == 0:
            return False
        if at & 1 or at == last:
            old, new = node_hash(node, old), node_hash(node, new)
            while not at & 1 and at:
                at, last = at >> 1, last >> 1
        else:
            new = node_hash(new, node)
        at, last = at >> 1, last >> 1
    return last == 0 and (old, new) == (first_root, second_root)


def _needs_no_proof(older: tuple[int, Hash], newer: tuple[int, Hash]) -> bool:
    nothing = (0, Frontier().root())
    return older == newer or (older == nothing and newer[0] > 0)
