"""The newest root is kept outside the database: whoever cuts the tail off, with its seals, is found out."""

import pytest

from leadgate.ledger.actions import keeping
from leadgate.ledger.verification import verify
from tests.ledger.rewriting import tamper

pytestmark = pytest.mark.both_databases

CUT = (
    "delete from ledger_seal where size > 4",
    "delete from ledger_leaf where position >= 4",
    "delete from ledger_node where level = 1 and position >= 2",
    "delete from ledger_entry where id not in (select entry from ledger_leaf)",
)
"""The newest two entries, and everything that says in the database that they ever were."""


def grown(ledger, *names: str) -> None:
    for name in names:
        ledger.visitor().opt_in(email=f"{name}@person.example", consent="newsletter")
        keeping.seal_and_keep()


def test_a_tail_cut_off_moments_after_it_was_sealed_is_missed(ledger):
    keeping.keep_newest()
    tamper(ledger.here, *CUT)
    assert verify().faults == [
        "The ledger was cut: a signed root covers 6 entries, only 4 are here.",
        "Circumstances that are kept and that no entry names: 1. They were changed, or their entries are gone.",
    ]


@pytest.mark.parametrize("others", [1, 3], ids=["as long as it was", "longer than it was"])
def test_a_ledger_that_grew_anew_after_its_tail_was_cut_off_does_not_pass_for_the_old_one(ledger, others):
    keeping.keep_newest()
    tamper(ledger.here, *CUT)
    grown(ledger, *(f"new{number}" for number in range(others)))
    assert "The first 6 entries do not lead to the root of their kept copy." in verify().faults


def test_a_ledger_that_only_grows_keeps_one_root_beside_it(ledger):
    keeping.keep_newest()
    grown(ledger, "a", "b")
    assert [name for name, _bytes in ledger.here.storage.files("ledger")] == ["ledger/999999999999.json"]
    assert ledger.here.storage.document("ledger/999999999999.json")["size"] == 10
    assert verify().faults == []
