"""`leadgate ledger verify`: what was handed out holds us to the history of that day, whoever has the keys."""

import json
from base64 import b64decode

import pytest

from leadgate.bundle import writing
from leadgate.consent import receipts
from leadgate.consent.ledger_commands import NotProven
from leadgate.foundation import clock
from leadgate.ledger import checkpoints, queries
from leadgate.ledger.actions import sealing
from leadgate.ledger.signing import private_key, public_key
from leadgate.ledger.verification import verify
from leadgate.people.models import Person
from leadgate.verifier.documents import SIGNATURE
from leadgate.verifier.notes import read_checkpoint
from leadgate.verifier.reading import canonical, written
from leadgate.verifier.tree import is_consistent
from leadgate.witness.cosigning import add_checkpoint
from leadgate.witness.folder import FolderMemory
from leadgate.witness.watching import watched_in
from tests.consent.verifying import verified
from tests.facts import one
from tests.ledger.forging import forged
from tests.ledger.rewriting import rewrite, tamper
from tests.running import leadgate

pytestmark = pytest.mark.both_databases
NAMES = ["ada.jsonld", "checkpoint", "audit.zip"]


@pytest.fixture
def documents(site, tmp_path):
    """What somebody was given: Ada's receipts, a checkpoint, a bundle."""
    site.purpose()
    site.publish(purposes=["newsletter"])
    site.confirmed()
    sealing.seal_all()
    (tmp_path / "ada.jsonld").write_text(written(receipts.receipts_of(one(Person).id)))
    (tmp_path / "checkpoint").write_text(checkpoints.newest())
    writing.write(tmp_path / "audit.zip")
    return tmp_path


def test_everything_handed_out_is_genuine_and_agrees_with_the_ledger(documents, site):
    site.visitor().opt_in(email="later@person.example")
    done = verified(*(documents / name for name in NAMES))
    assert (done.exit_code, done.stdout.count("genuine")) == (0, 3), done.output


@pytest.mark.parametrize("name", NAMES)
def test_history_rewritten_with_every_key_in_hand_is_found_by_what_was_handed_out(documents, site, name):
    rewrite(site.here)
    assert verify().faults == []
    done = verified(documents / name)
    assert isinstance(done.exception, NotProven)
    assert "contradicts this ledger" in str(done.exception)


@pytest.mark.parametrize(
    ("table", "said"),
    [("ledger_node", "A part of the stored tree of this ledger is gone"), ("ledger_seal", "this ledger has only 0")],
)
def test_what_was_handed_out_names_what_is_gone_here_and_nothing_is_made_anew(documents, site, table, said):
    tamper(site.here, f"delete from {table}")
    assert said in str(verified(documents / "ada.jsonld").exception)


def test_a_receipt_names_what_was_rewritten(documents, site):
    rewrite(site.here)
    assert "says happened is 'refused'; this ledger says 'given'" in str(verified(documents / "ada.jsonld").exception)


def test_what_is_forged_under_another_key_is_untrusted_on_the_installation(documents):
    (documents / "ada.jsonld").write_text(written(forged(json.loads((documents / "ada.jsonld").read_text()))))
    done = verified(documents / "ada.jsonld")
    assert (done.exit_code, "UNTRUSTED" in done.stderr, "genuine" in done.output) == (3, True, False)
    assert verified(documents / "ada.jsonld", "--key", checkpoints.log_key()).exit_code == 1


def test_a_report_for_programs_says_how_each_came_off(documents):
    report = json.loads(verified(documents / "ada.jsonld", "--json").stdout)
    assert (report["outcome"], report["faults"], report["has_checkpoint"]) == ("genuine", [], True)


def test_a_receipt_from_before_there_were_checkpoints_is_genuine_as_what_it_is(documents):
    old = json.loads((documents / "ada.jsonld").read_text())
    del old["leadgate:log_key"]
    for receipt in old["@graph"]:
        del receipt["leadgate:proof"]["leadgate:checkpoint"]
    (documents / "old.jsonld").write_text(written(signed_anew(old)))
    done = verified(documents / "old.jsonld")
    assert (done.exit_code, "carries none" in done.stdout) == (0, True), done.output


def signed_anew(document):
    sign = private_key().sign
    for each in [*document["@graph"], document]:
        each.pop(SIGNATURE)
        each[SIGNATURE] = sign(canonical(each)).hex()
    return document


def test_anybody_can_fetch_the_key_the_newest_checkpoint_and_the_proof_that_the_log_only_grew(documents, site):
    visitor = site.visitor()
    assert visitor.get("/.well-known/leadgate-log/key").text == checkpoints.log_key() + "\n"
    older = read_checkpoint((documents / "checkpoint").read_text(), public_key())
    visitor.opt_in(email="later@person.example")
    sealing.seal_all()
    newer = read_checkpoint(visitor.get("/.well-known/leadgate-log/checkpoint").text, public_key())
    assert newer.origin == "localhost/.well-known/leadgate-log"
    proof = visitor.get(f"/.well-known/leadgate-log/consistency/{older.size}/{newer.size}").text
    path = [b64decode(line) for line in proof.splitlines()]
    assert is_consistent((older.size, older.root), (newer.size, newer.root), path)
    assert visitor.get(f"/.well-known/leadgate-log/consistency/1/{newer.size + 1}").status_code == 404
    assert visitor.get(f"/.well-known/leadgate-log/consistency/{newer.size}/1").status_code == 404


def test_an_empty_log_has_a_checkpoint(site):
    note = site.visitor().get("/.well-known/leadgate-log/checkpoint").text
    assert (read_checkpoint(note, public_key()).size, queries.last_seal()) == (0, None)


def test_in_a_folder_that_was_never_migrated_it_says_so_in_one_sentence(tmp_path):
    done = leadgate("ledger", "verify", LEADGATE_DATA_DIR=str(tmp_path / "new"))
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("There is no ledger here")
    assert done.stderr.count("\n") == 1
    assert not (tmp_path / "new").exists(), "who only verifies leaves nothing behind"


def test_a_witnessed_checkpoint_names_the_contradiction_and_who_saw_it(documents, site, tmp_path):
    memory = FolderMemory(tmp_path / "witness")
    signer, now = memory.signer("witness.example/w1"), clock.now()
    note = (documents / "checkpoint").read_text()
    body = f"old 0\n\n{note}".encode()
    line = add_checkpoint(body, watched_in([checkpoints.log_key()]), memory, signer, now).body
    (documents / "checkpoint").write_text(note + line)
    key = ["--witness", signer.verifier_key]
    assert "witness.example/w1 saw its 4 entries at" in verified(documents / "checkpoint", *key).stdout
    rewrite(site.here)
    said = str(verified(documents / "checkpoint", *key).exception)
    assert "contradicts this ledger" in said
    assert "witness.example/w1 saw its 4 entries at" in said
