"""A witness: it cosigns what only grew, once; a log that is rewritten finds no one to vouch for it."""

import base64
from hashlib import sha256
from http.client import HTTPConnection

import pytest
from click.testing import CliRunner
from sqlalchemy import select

from leadgate.cli import main
from leadgate.foundation import clock
from leadgate.foundation.calling.errors import CallFailed
from leadgate.ledger import checkpoints, queries
from leadgate.ledger.actions import sealing, witnessing
from leadgate.ledger.errors import HistoryContradicted, NotCosigned
from leadgate.ledger.models import LedgerCosignature, LedgerWitness
from leadgate.ledger.signing import public_key
from leadgate.verifier.cosignatures import cosigned, seen_by, witness_in
from leadgate.verifier.notes import Checkpoint, key_id, read_checkpoint, signature_line, signed_note, verifier_key
from leadgate.verifier.program import verify_paths
from leadgate.verifier.verdict import Outcome, Trust
from leadgate.witness.actions import witnessing as serving
from leadgate.witness.errors import StateDamaged
from leadgate.witness.folder import FolderMemory
from tests.facts import count, every, one
from tests.ledger.forging import FORGER, KEY
from tests.ledger.rewriting import rewrite
from tests.witness.serving import told, witness

pytestmark = pytest.mark.both_databases


def asked(server, body):
    line = HTTPConnection("127.0.0.1", server.server_port, timeout=10)
    line.request("POST", "/add-checkpoint", body.encode())
    answer = line.getresponse()
    return answer.status, answer.headers["Content-Type"], answer.read().decode()


def request(old, new, note=None):
    proof = "".join(base64.b64encode(node).decode() + "\n" for node in queries.consistency_between(old, new))
    return f"old {old}\n{proof}\n{note or checkpoints.signed_over(queries.last_seal())}"


def text_of(body):
    return body.split("\n\n")[1] + "\n"


@pytest.fixture
def log(site):
    """A log that has had two sizes."""
    site.purpose()
    site.publish(purposes=["newsletter"])
    for number in range(2):
        site.visitor().opt_in(email=f"p{number}@person.example", **({"consent": "newsletter"} if number else {}))
        sealing.seal_all()
    return site


@pytest.fixture
def watching(log, tmp_path):
    with witness(tmp_path / "witness", checkpoints.log_key()) as server:
        yield server


def test_the_cosignature_of_the_standard_is_understood():
    """The bytes C2SP tlog-cosignature shows: which key id, which time."""
    coded = "jWbPPwAAAABkGFDLEZMHwSRaJNiIDoe9DYn/zXcrtPHeolMI5OWXEhZCB9dlrDJsX3b2oyin1nPZqhf5nNo0xUe+mbIUBkBIfZ+qnA=="
    made = base64.b64decode(coded)
    assert (len(made), int.from_bytes(made[4:12])) == (4 + 8 + 64, 1679315147)


def test_a_checkpoint_is_cosigned_and_published_with_the_cosignature(log, watching):
    told(log.here, watching)
    witnessing.ask_witnesses()
    note = log.visitor().get("/.well-known/leadgate-log/checkpoint").text
    assert read_checkpoint(note, public_key()).size == 4
    assert abs((seen_by(note, watching.signer.witness) - clock.now()).total_seconds()) < 60
    assert seen_by(note, witness_in(serving.signer().verifier_key)) is None


def test_whoever_has_it_is_not_asked_twice_and_what_grew_is_proven(log, watching):
    told(log.here, watching)
    for _ in range(2):
        witnessing.ask_witnesses()
    assert count(LedgerCosignature) == 1
    log.visitor().opt_in(email="p9@person.example", consent="newsletter")
    sealing.seal_all()
    witnessing.ask_witnesses()
    assert [size for (size,) in every(select(LedgerCosignature.size).order_by(LedgerCosignature.size))] == [4, 6]


def test_a_silent_witness_is_asked_again_after_growing_pauses_and_gets_what_it_missed(log, watching):
    told(log.here, watching)
    key = watching.signer.verifier_key
    here = log.here.settings.witnesses
    object.__setattr__(log.here.settings, "witnesses", (("http://127.0.0.1:1", key),))
    for _ in range(2):
        witnessing.ask_witnesses()
    assert (one(LedgerWitness).failures, one(LedgerWitness).trouble) == (
        1,
        "Nobody answers there, or the connection broke.",
    )
    object.__setattr__(log.here.settings, "witnesses", here)
    with clock.moved(witnessing.FIRST_PAUSE):
        witnessing.ask_witnesses()
    assert (count(LedgerCosignature), one(LedgerWitness).trouble) == (1, None)


def test_why_a_witness_did_not_cosign_fits_where_it_is_kept():
    for reason in (*CallFailed.__subclasses__(), NotCosigned, HistoryContradicted):
        assert 0 < len(str(reason())) <= LedgerWitness.trouble.type.length


def test_a_witness_that_forgot_what_we_thought_it_knew_is_told_from_the_start(log, watching):
    told(log.here, watching)
    witnessing._note_trouble(watching.signer.verifier_key, "")
    with clock.moved(witnessing.FIRST_PAUSE * 2):
        witnessing._state(watching.signer.verifier_key)
        watching.memory.advance(None, read_checkpoint(checkpoints.checkpoint_over(None), public_key()))
        witnessing.ask_witnesses()
    assert count(LedgerCosignature) == 1


@pytest.mark.parametrize("grown", [False, True])
def test_a_rewritten_history_is_not_cosigned_and_the_log_hears_it(log, watching, grown):
    told(log.here, watching)
    witnessing.ask_witnesses()
    rewrite(log.here)
    if grown:
        log.visitor().opt_in(email="p9@person.example", consent="newsletter")
        sealing.seal_all()
    witnessing.ask_witnesses()
    assert one(LedgerWitness).trouble == "It has seen another history of this log."
    assert watching.memory.latest(checkpoints.origin()).size == 4


def test_the_answers_are_those_of_the_standard(log, watching):
    good = request(0, 4)
    assert asked(watching, good.replace("old 0", "old 2"))[::2] == (409, "0\n")
    assert asked(watching, "nothing")[0] == 400
    assert asked(watching, good.replace("old 0", "old 00"))[0] == 400
    assert asked(watching, good.replace("old 0", "old 9"))[0] == 400
    assert asked(watching, good.replace(checkpoints.origin(), "other.example"))[0] == 404
    forged = signed_note(read_checkpoint(checkpoints.newest(), public_key()), KEY, FORGER.sign)
    assert asked(watching, request(0, 4, forged))[0] == 403
    status, _, line = asked(watching, good)
    assert (
        status,
        len(list(cosigned(good.partition("\n\n")[2].partition("\n\n")[0] + "\n", line, watching.signer.witness))),
    ) == (200, 1)
    assert asked(watching, good) == (409, "text/x.tlog.size", "4\n")
    assert asked(watching, request(4, 4))[0] == 200
    log.visitor().opt_in(email="p9@person.example", consent="newsletter")
    sealing.seal_all()
    assert asked(watching, request(4, 6).replace("\n", "\n" + base64.b64encode(bytes(32)).decode() + "\n", 1))[0] == 422
    assert asked(watching, request(4, 6))[0] == 200


def test_lines_of_others_and_lines_of_the_logs_own_do_not_keep_a_log_from_being_cosigned(log, tmp_path):
    """As a log elsewhere writes them: an origin that is not the key's name, an extension, foreign signatures."""
    text = f"go.sum database tree\n0\n{base64.b64encode(queries.root_over_first(0)).decode()}\nextension\n"
    lines = signature_line("stranger.example", bytes(72))
    lines += signature_line("sum.example", key_id("sum.example", KEY) + FORGER.sign(text.encode()))
    with witness(tmp_path / "w", f"go.sum database tree {verifier_key('sum.example', KEY)}") as server:
        assert asked(server, f"old 0\n\n{text}\n{lines}")[0] == 200


def test_a_witness_forgets_nothing_when_it_starts_anew(log, tmp_path):
    for status in (200, 409):
        with witness(tmp_path / "w", checkpoints.log_key()) as server:
            assert asked(server, request(0, 4))[0] == status
            key = server.signer.verifier_key
    assert FolderMemory(tmp_path / "w").signer().verifier_key == key


def test_what_cannot_be_remembered_is_not_signed_and_the_log_and_the_operator_are_told(log, watching, tmp_path, capfd):
    draft = tmp_path / "witness" / f"{sha256(checkpoints.origin().encode()).hexdigest()}.draft"
    draft.symlink_to("/dev/full")
    assert asked(watching, request(0, 4))[::2] == (
        503,
        "This witness cannot keep what it sees now, so it signs nothing.\n",
    )
    said = capfd.readouterr().err
    assert f"cannot keep its state in {tmp_path / 'witness'} (No space left on device)" in said
    assert "Traceback" not in said
    draft.unlink()
    assert asked(watching, request(0, 4))[0] == 200


@pytest.mark.parametrize("lost", ["seen", "rolled back", "key"])
def test_a_witness_that_lost_a_part_of_its_state_cosigns_nothing(log, tmp_path, lost):
    memory, origin = FolderMemory(tmp_path / "w"), checkpoints.origin()
    memory.signer()
    seen = Checkpoint(origin, 4, bytes(32))
    memory.advance(None, seen)
    memory.keep(origin, f"{seen.text()}\nsignatures\n")
    [path] = (tmp_path / "w").glob("*.json")
    if lost == "seen":
        path.unlink()
    if lost == "rolled back":
        path.write_text(path.read_text().replace('"size": 4', '"size": 0'))
    if lost == "key":
        (tmp_path / "w" / "witness.key").unlink()
    with pytest.raises(StateDamaged, match="damaged or gone, so nothing was cosigned"):
        memory.signer() if lost == "key" else memory.latest(origin)


def test_an_address_that_is_taken_is_said_in_one_sentence(log, watching, tmp_path):
    words = ["witness", "--state", str(tmp_path / "w"), "--log", checkpoints.log_key()]
    done = CliRunner().invoke(main, [*words, "--port", str(watching.server_port)])
    assert (done.exit_code, done.stderr.count("\n")) == (1, 1)
    assert f"cannot answer at 127.0.0.1:{watching.server_port} (Address already in use)" in done.stderr


def test_of_two_at_once_one_is_the_next(log, tmp_path):
    memory = FolderMemory(tmp_path / "w")
    new = read_checkpoint(checkpoints.newest(), public_key())
    assert [memory.advance(None, new) for _ in range(2)] == [True, False]


def test_another_leadgate_cosigns_as_a_service(log):
    body = request(0, 4)
    object.__setattr__(log.here.settings, "witnessed_logs", (checkpoints.log_key(),))
    answer = log.visitor().post("/witness/add-checkpoint", data=body.encode(), content_type="text/plain")
    assert answer.status_code == 200, answer.text
    key = witness_in(log.visitor().get("/witness/key").text.strip())
    assert len(list(cosigned(text_of(body), answer.text, key))) == 1
    again = log.visitor().post("/witness/add-checkpoint", data=body.encode(), content_type="text/plain")
    assert (again.status_code, again.text, again.content_type) == (409, "4\n", "text/x.tlog.size")
    object.__setattr__(log.here.settings, "witnessed_logs", ())
    assert log.visitor().post("/witness/add-checkpoint", data=body.encode()).status_code == 404


def test_a_document_without_the_cosignature_of_a_named_witness_is_refused_and_with_it_says_when(
    log, watching, tmp_path
):
    told(log.here, watching)
    file = tmp_path / "checkpoint"
    file.write_text(checkpoints.newest())
    trust = Trust([public_key()], True, [watching.signer.witness])
    ((_, before),) = verify_paths([file], trust)
    assert before.faults == ["The checkpoint carries no checkpoint that witness.example/w1 cosigned."]
    witnessing.ask_witnesses()
    file.write_text(checkpoints.newest())
    ((_, after),) = verify_paths([file], trust)
    assert (after.outcome, after.seen[0][:42]) == (Outcome.GENUINE, "witness.example/w1 saw its 4 entries at 20")
    file.write_text(checkpoints.newest().replace(checkpoints.newest().split()[-1], "AAAAAAAAAAAA"))
    assert verify_paths([file], trust)[0][1].outcome is Outcome.REFUSED
