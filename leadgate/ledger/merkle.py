"""Merkle trees as RFC 6962 section 2.1 (unchanged in RFC 9162) defines them, grown by their frontier."""

from collections.abc import Callable, Iterator, Sequence
from hashlib import sha256

Hash = bytes
HASH_BYTES = 32
Subtree = Callable[[int, int], Hash]
"""Answers the root of the complete subtree of 2^level leaves at a position: `(level, position) -> hash`."""


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


def inclusion_path(position: int, size: int, subtree: Subtree) -> list[Hash]:
    """The audit path of a leaf in a tree of that size (RFC 6962 section 2.1.1)."""
    return _path(position, 0, size, subtree)


def _path(position: int, start: int, size: int, subtree: Subtree) -> list[Hash]:
    if size <= 1:
        return []
    left = _largest_power_below(size)
    if position < left:
        return [*_path(position, start, left, subtree), _root(start + left, size - left, subtree)]
    return [*_path(position - left, start + left, size - left, subtree), _root(start, left, subtree)]


def _root(start: int, size: int, subtree: Subtree) -> Hash:
    if size & (size - 1) == 0:
        level = size.bit_length() - 1
        return subtree(level, start >> level)
    left = _largest_power_below(size)
    return node_hash(_root(start, left, subtree), _root(start + left, size - left, subtree))


def _largest_power_below(size: int) -> int:
    return 1 << ((size - 1).bit_length() - 1)


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
