"""Somebody with every key rewrites history: a no becomes a yes, and every seal, checkpoint and manifest is made anew.

The attacker owns the database, the master key and the ledger's key, and leaves nothing that the installation itself
could notice. What they do not own is what others were given before.
"""

import pytest

from leadgate.bundle import writing
from leadgate.consent import receipts
from leadgate.ledger import checkpoints
from leadgate.ledger.actions import sealing, stamping, witnessing
from leadgate.ledger.models import LedgerWitness
from leadgate.ledger.verification import verify
from leadgate.people.models import Person
from leadgate.verifier.reading import written
from tests.consent.verifying import verified
from tests.facts import one
from tests.ledger.authority import Authority
from tests.ledger.rewriting import rewrite, tamper
from tests.witness.serving import told, witness

pytestmark = pytest.mark.both_databases


@pytest.fixture
def before(site):
    """Ada said no to the newsletter, and her entry is sealed."""
    site.purpose()
    site.publish(purposes=["newsletter"])
    site.confirmed()
    sealing.seal_all()
    return site


def rewritten(site, folder):
    """Everything made anew with the real keys; whatever the installation can check of itself is in order."""
    tamper(site.here, "delete from ledger_cosignature", "delete from ledger_timestamp", "delete from ledger_witness")
    rewrite(site.here)
    assert verify().faults == []
    writing.write(folder / "rewritten.zip")
    assert verified(folder / "rewritten.zip").exit_code == 0
    return folder / "rewritten.zip"


def test_whoever_has_every_key_and_rewrites_history_is_found_by_a_receipt_from_before(before, tmp_path):
    receipt = tmp_path / "ada.jsonld"
    receipt.write_text(written(receipts.receipts_of(one(Person).id)))
    bundle = rewritten(before, tmp_path)
    for files in ([receipt], [receipt, bundle]):
        said = str(verified(*files).exception)
        assert "contradicts" in said
        assert "says happened is 'refused'" in said


def test_whoever_has_every_key_and_rewrites_history_is_found_by_a_witness(before, tmp_path):
    with witness(tmp_path / "witness", checkpoints.log_key()) as server:
        told(before.here, server)
        witnessing.ask_witnesses()
        seen = tmp_path / "checkpoint"
        seen.write_text(checkpoints.newest())
        bundle = rewritten(before, tmp_path)
        witnessing.ask_witnesses()
        assert one(LedgerWitness).trouble == "It has seen another history of this log."
        key = ["--witness", server.signer.verifier_key]
        assert "carries no checkpoint that witness.example/w1 cosigned" in str(verified(bundle, *key).exception)
        assert "contradicts this ledger" in str(verified(seen, *key).exception)


def test_whoever_has_every_key_and_rewrites_history_is_found_by_a_time_stamp(before, tmp_path):
    authority = Authority(tmp_path / "tsa")
    with authority.answering() as named:
        object.__setattr__(before.here.settings, "time_stamps", named)
        stamping.stamp()
    object.__setattr__(before.here.settings, "time_stamps", None)
    note, response = checkpoints.stamped()
    (tmp_path / "checkpoint").write_text(note)
    (tmp_path / "checkpoint.tsr").write_bytes(response)
    rewritten(before, tmp_path)
    files = [tmp_path / "checkpoint", tmp_path / "checkpoint.tsr"]
    said = str(verified(*files, "--tsa-certificate", authority.certificate).exception)
    assert "contradicts this ledger" in said
    done = verified(*files, "--tsa-certificate", authority.certificate)
    assert "The authority stamped 4 entries at" in done.output + said
