"""What is audited again is not worked out again, and one audit's answer is never another's."""

import numpy as np
import pytest

from leadgate.statistics import auditing
from leadgate.statistics.auditing import Audit


def table(seed: int) -> tuple[Audit, list[np.ndarray]]:
    """A table of made-up counts, of which the sums of its rows and some cells are published, and its small cells."""
    dice = np.random.default_rng(seed)
    counts = dice.integers(0, 9, (3, 4))
    places = np.arange(counts.size).reshape(counts.shape)
    shown = [places[row, column][None] for row, column in np.argwhere(dice.random(counts.shape) < dice.random())]
    sums = [*places, *(places.T if dice.random() < 0.5 else ()), *shown]
    secrets = [places[row, column][None] for row, column in np.argwhere((counts > 0) & (counts < 5))]
    none = np.zeros(counts.size, dtype=np.int64)
    return Audit(counts.ravel(), np.ones(counts.size, dtype=bool), none, sums), secrets


def test_what_was_audited_before_decides_nothing_but_itself(monkeypatch):
    together = [[*audit.in_danger(secrets)] for audit, secrets in map(table, range(60))]
    for seed, found in enumerate(together):
        auditing._lifted.clear()
        audit, secrets = table(seed)
        assert [*audit.in_danger(secrets)] == found
    assert any(together)
    assert not all(together)
    auditing._lifted.clear()
    monkeypatch.setattr(auditing, "MOST_LIFTED", 3)
    assert [[*audit.in_danger(secrets)] for audit, secrets in map(table, range(60))] == together
    assert len(auditing._lifted) == 3


def test_the_same_audit_solves_nothing_twice(monkeypatch):
    auditing._lifted.clear()
    audit, secrets = table(1)
    found = [*audit.in_danger(secrets)]
    monkeypatch.setattr(Audit, "_lifted", lambda *_: pytest.fail("it was solved before"))
    again, its_secrets = table(1)
    assert [*again.in_danger(its_secrets)] == found
