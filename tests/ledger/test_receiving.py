"""Witnesses that fetch hand in what they cosigned: lines of those we know, about what we sealed, are published."""

import pytest
from click.testing import CliRunner

from leadgate.cli import main
from leadgate.foundation import clock
from leadgate.ledger import checkpoints
from leadgate.ledger.actions import sealing, witnessing
from leadgate.ledger.models import LedgerCosignature, LedgerWitness
from leadgate.ledger.signing import private_key, public_key
from leadgate.verifier.cosignatures import cosignature, seen_by
from leadgate.verifier.notes import Checkpoint, signed_note
from leadgate.witness.folder import FolderMemory
from tests.elsewhere import elsewhere
from tests.facts import count

pytestmark = pytest.mark.both_databases
READ = ("key", "checkpoint")
PLACE = "/.well-known/leadgate-log/cosignatures"


@pytest.fixture
def signer(tmp_path):
    return FolderMemory(tmp_path / "state").signer("witness.example/w1")


@pytest.fixture
def log(site, signer):
    """A log that knows a witness by its key alone."""
    site.purpose()
    site.publish(purposes=["newsletter"])
    site.visitor().opt_in()
    sealing.seal_all()
    object.__setattr__(site.here.settings, "witnesses", (("", signer.verifier_key),))
    yield site
    object.__setattr__(site.here.settings, "witnesses", ())


def with_line(note, signer):
    text = note.partition("\n\n")[0] + "\n"
    return note + cosignature(text, signer.witness, int(clock.now().timestamp()), signer.sign)


def handed_in(site, note):
    return site.visitor().post(PLACE, data=note.encode(), content_type="text/plain").status_code


def test_a_line_of_a_known_witness_is_kept_once_and_published(log, signer):
    note = with_line(checkpoints.newest(), signer)
    assert [handed_in(log, note) for _ in range(2)] == [204, 204]
    assert count(LedgerCosignature) == 1
    assert seen_by(log.visitor().get(PLACE.replace("cosignatures", "checkpoint")).text, signer.witness)
    witnessing.ask_witnesses()
    assert count(LedgerWitness) == 0, "it has no address at which it could be asked"


def test_nothing_is_kept_of_strangers_or_about_what_was_never_sealed(log, signer, tmp_path):
    stranger = FolderMemory(tmp_path / "other").signer("stranger.example")
    newest, root, sign = checkpoints.newest(), bytes(32), private_key().sign
    signed = {size: signed_note(Checkpoint(checkpoints.origin(), size, root), public_key(), sign) for size in (2, 9)}
    elsewhere_named = signed_note(Checkpoint("other.example", 2, root), public_key(), sign)
    forged = with_line(newest, signer)[:-8] + "AAAAAA=\n"
    cases = [
        (with_line(newest, stranger), 403),
        (newest, 403),
        (forged, 403),
        ("nothing", 400),
        (with_line(elsewhere_named, signer), 400),
        (with_line(signed[9], signer), 404),
        (with_line(signed[2], signer), 409),
        (newest + "x" * 20_000, 413),
    ]
    assert [handed_in(log, note) for note, _ in cases] == [status for _, status in cases]
    assert count(LedgerCosignature) == 0


def test_a_network_that_hands_in_too_much_waits(log, signer):
    object.__setattr__(log.here.settings, "rate_limits", True)
    try:
        assert [handed_in(log, "nothing") for _ in range(61)][-2:] == [400, 429]
    finally:
        object.__setattr__(log.here.settings, "rate_limits", False)


def test_a_witness_that_fetches_hands_in_its_line_and_says_when_it_is_not_taken(log, signer, tmp_path):
    pages = {f"{checkpoints.PLACE}/{name}": log.visitor().get(f"{checkpoints.PLACE}/{name}").data for name in READ}

    def answer(line, _over):
        said = pages.get(server.asked[-1].split(b" ")[1].decode(), b"")
        line.sendall(b"HTTP/1.1 %d .\r\nContent-Length: %d\r\n\r\n%b" % (200 if said else 403, len(said), said))

    with elsewhere(answer) as server:
        state = ["--state", str(tmp_path / "state")]
        done = CliRunner().invoke(main, ["witness", server.url("127.0.0.1", ""), *state])
        assert done.exit_code == 0
        assert "cosignatures did not take the cosignature. It answered 403." in done.stderr
        pages[PLACE] = b"taken"
        again = CliRunner().invoke(main, ["witness", server.url("127.0.0.1", ""), *state])
        assert (again.exit_code, "did not take" in again.stderr) == (0, False)
    body = server.asked[-1].partition(b"\r\n\r\n")[2].decode()
    assert (body, handed_in(log, body)) == (again.stdout, 204)
