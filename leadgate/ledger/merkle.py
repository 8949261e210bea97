"""Making proofs from a stored tree (RFC 6962 section 2.1, unchanged in RFC 9162); `verifier.tree` checks them."""

from collections.abc import Callable

from leadgate.verifier.tree import Frontier, Hash, node_hash

Subtree = Callable[[int, int], Hash]
"""Answers the root of the complete subtree of 2^level leaves at a position: `(level, position) -> hash`."""


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


def consistency_path(older: int, newer: int, subtree: Subtree) -> list[Hash]:
    """The proof that a tree of one size only grew into that of another (RFC 6962 section 2.1.2).

    Args:
        older: size of the earlier tree, at most `newer`; nothing is to prove from none to some, or without growth.
        newer: size of the later one.
        subtree: of the later one.
    """
    return _growth(older, 0, newer, subtree, is_whole=True) if 0 < older < newer else []


def _growth(older: int, start: int, size: int, subtree: Subtree, *, is_whole: bool) -> list[Hash]:
    if older == size:
        return [] if is_whole else [_root(start, size, subtree)]
    left = _largest_power_below(size)
    if older <= left:
        inside = _growth(older, start, left, subtree, is_whole=is_whole)
        return [*inside, _root(start + left, size - left, subtree)]
    inside = _growth(older - left, start + left, size - left, subtree, is_whole=False)
    return [*inside, _root(start, left, subtree)]


def root_over(size: int, subtree: Subtree) -> Hash:
    """The root over the first so many leaves."""
    return _root(0, size, subtree) if size else Frontier().root()


def _root(start: int, size: int, subtree: Subtree) -> Hash:
    if size & (size - 1) == 0:
        level = size.bit_length() - 1
        return subtree(level, start >> level)
    left = _largest_power_below(size)
    return node_hash(_root(start, left, subtree), _root(start + left, size - left, subtree))


def _largest_power_below(size: int) -> int:
    return 1 << ((size - 1).bit_length() - 1)
