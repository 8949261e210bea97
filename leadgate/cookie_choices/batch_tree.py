"""The tree over the choices of a batch (RFC 6962), kept by the roots of its whole chunks: a proof reads two chunks."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from leadgate.ledger.merkle import inclusion_path
from leadgate.verifier.tree import HASH_BYTES, Frontier, Hash, node_hash

LEVEL = 8
CHUNK = 1 << LEVEL
LeavesOf = Callable[[int], Sequence[Hash]]
"""The hashes of the leaves of a chunk, by its number; the last one may have fewer than the others."""


@dataclass(frozen=True, slots=True)
class GrownBatch:
    """A batch's tree: how many leaves, their root, and the roots of the whole chunks, one after the other."""

    size: int
    root: Hash
    chunks: bytes


def grown(leaves: Iterable[Hash]) -> GrownBatch:
    """The tree over leaves, which are passed by and not kept."""
    frontier, chunks = Frontier(), list[Hash]()
    for leaf in leaves:
        chunks += [root for level, _position, root in frontier.append(leaf) if level == LEVEL]
    return GrownBatch(frontier.size, frontier.root(), b"".join(chunks))


def path_of(position: int, size: int, chunks: bytes, leaves_of: LeavesOf) -> list[Hash]:
    """The way from a leaf to the root.

    Args:
        position: of the leaf.
        size: how many leaves there are.
        chunks: as `GrownBatch` has them.
        leaves_of: reads the leaves of a chunk.
    """
    read = cache(leaves_of)

    def subtree(level: int, at: int) -> Hash:
        if level == LEVEL:
            return chunks[at * HASH_BYTES : (at + 1) * HASH_BYTES]
        if level:
            return node_hash(subtree(level - 1, 2 * at), subtree(level - 1, 2 * at + 1))
        return read(at // CHUNK)[at % CHUNK]

    return inclusion_path(position, size, subtree)
