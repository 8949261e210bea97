"""The tree: as RFC 6962 says, checked against its own vectors and an independent implementation."""

from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pymerkle import InmemoryTree

from leadgate.ledger.merkle import consistency_path, inclusion_path
from leadgate.verifier.tree import Frontier, is_consistent, leaf_hash, node_hash, root_from_path

VECTORS = [
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]
ENTRIES = [bytes.fromhex(text) for text in ("", "00", "10", "2021", "3031", "40414243", "5051525354555657",
                                            "606162636465666768696a6b6c6d6e6f")]  # fmt: skip


def grown(entries):
    frontier, nodes = Frontier(), {}
    for position, entry in enumerate(entries):
        leaf = leaf_hash(entry)
        nodes[0, position] = leaf
        for level, at, root in frontier.append(leaf):
            nodes[level, at] = root
    return frontier, nodes


def test_the_vectors_of_certificate_transparency():
    for size in range(1, 9):
        assert grown(ENTRIES[:size])[0].root().hex() == VECTORS[size - 1]
    assert Frontier().root() == sha256(b"").digest()


@given(st.lists(st.binary(max_size=40), min_size=1, max_size=70))
def test_every_entry_can_be_proven_in_every_tree_it_is_in(entries):
    frontier, nodes = grown(entries)
    for position, entry in enumerate(entries):
        path = inclusion_path(position, len(entries), lambda level, at: nodes[level, at])
        assert root_from_path(leaf_hash(entry), position, len(entries), path) == frontier.root()


@given(st.lists(st.binary(max_size=40), min_size=1, max_size=40))
def test_roots_are_those_of_an_independent_implementation(entries):
    other = InmemoryTree(algorithm="sha256")
    for entry in entries:
        other.append_entry(entry)
    assert grown(entries)[0].root() == other.get_root()


@given(st.lists(st.binary(max_size=40), min_size=2, max_size=40), st.data())
def test_no_proof_fits_another_entry_place_or_size(entries, data):
    frontier, nodes = grown(entries)
    position = data.draw(st.integers(0, len(entries) - 1))
    path = inclusion_path(position, len(entries), lambda level, at: nodes[level, at])
    leaf = leaf_hash(entries[position])
    assert root_from_path(leaf_hash(entries[position] + b"x"), position, len(entries), path) != frontier.root()
    assert root_from_path(leaf, len(entries), len(entries), path) is None
    assert root_from_path(leaf, -1, len(entries), path) is None
    assert root_from_path(leaf, position, len(entries), [*path, leaf]) != frontier.root()
    if path:
        assert root_from_path(leaf, position, len(entries), path[:-1]) != frontier.root()


@given(st.lists(st.binary(max_size=8), max_size=40))
def test_a_frontier_survives_being_written_down(entries):
    frontier, _ = grown(entries)
    read = Frontier.unpacked(frontier.size, frontier.packed())
    read.grow(leaf_hash(b"next"))
    assert read.root() == grown([*entries, b"next"])[0].root()


@given(st.lists(st.binary(max_size=8), max_size=70), st.data())
def test_a_tree_proves_that_it_only_grew(entries, data):
    newer, nodes = grown(entries)
    older = grown(entries[: data.draw(st.integers(0, len(entries)))])[0]
    path = consistency_path(older.size, newer.size, lambda level, at: nodes[level, at])
    trees = (older.size, older.root()), (newer.size, newer.root())
    assert is_consistent(*trees, path)
    assert not is_consistent(*trees, [*path, older.root()])
    assert not is_consistent((older.size, bytes(32)), trees[1], path)
    if older.size > 0:
        assert not is_consistent(trees[0], (newer.size, bytes(32)), path)
    for at in range(len(path)):
        assert not is_consistent(*trees, [*path[:at], bytes(32), *path[at + 1 :]])
        assert not is_consistent(*trees, [*path[:at], *path[at + 1 :]])


@given(st.lists(st.binary(max_size=8), min_size=2, max_size=40, unique=True), st.data())
def test_history_that_was_rewritten_has_no_proof(entries, data):
    size = data.draw(st.integers(1, len(entries) - 1))
    at = data.draw(st.integers(0, size - 1))
    older = grown(entries[:size])[0]
    newer, nodes = grown([*entries[:at], entries[at] + b"x", *entries[at + 1 :]])
    path = consistency_path(size, newer.size, lambda level, at: nodes[level, at])
    assert not is_consistent((size, older.root()), (newer.size, newer.root()), path)


def test_proofs_of_growth_are_those_of_certificate_transparency():
    """The examples of RFC 6962 section 2.1.3, over a tree of seven."""
    _, nodes = grown(ENTRIES[:7])
    (c, d, j), (g, i), k = (nodes[0, 2], nodes[0, 3], nodes[0, 6]), (nodes[1, 0], nodes[1, 2]), nodes[2, 0]
    proofs = [consistency_path(older, 7, lambda level, at: nodes[level, at]) for older in (3, 4, 6)]
    assert proofs == [[c, d, g, node_hash(i, j)], [node_hash(i, j)], [i, j, k]]


def test_a_frontier_that_does_not_fit_its_size_is_refused():
    with pytest.raises(ValueError, match="peak"):
        Frontier(3, [b"x" * 32])
