"""`leadgate witness LOG-URL`: anybody fetches, checks, cosigns; a log that changes its past or its key is refused."""

from hashlib import sha256

import pytest
from click.testing import CliRunner

from leadgate.cli import main
from leadgate.foundation import clock
from leadgate.ledger import checkpoints
from leadgate.ledger.actions import sealing
from leadgate.ledger.signing import public_key
from leadgate.verifier.cosignatures import seen_by
from leadgate.verifier.notes import Checkpoint, key_id, named_key_in, read_checkpoint, signed_note, verifier_key
from leadgate.witness.folder import FolderMemory
from tests.elsewhere import elsewhere
from tests.ledger.forging import FORGER, KEY
from tests.ledger.rewriting import rewrite
from tests.witness.serving import witness

PLACE = "/.well-known/leadgate-log"


class Published:
    """What the log's pages say, at an address on this machine."""

    def __init__(self, site):
        self.site, self.pages = site, {}
        self.read()

    def read(self, *proofs):
        """Read the pages anew, and these of the proofs."""
        for name in ("key", "checkpoint", *proofs):
            self.pages[f"{PLACE}/{name}"] = self.site.visitor().get(f"{PLACE}/{name}").text

    def answer(self, line, _over):
        path = self.server.asked[-1].split(b" ")[1].decode()
        said = self.pages.get(path, "").encode()
        line.sendall(b"HTTP/1.1 %d .\r\nContent-Length: %d\r\n\r\n%b" % (200 if said else 404, len(said), said))

    @property
    def checkpoint(self):
        return self.pages[f"{PLACE}/checkpoint"]

    def asked(self):
        """What it was asked since the last time."""
        paths = [each.split(b" ")[1].decode().removeprefix(PLACE) for each in self.server.asked]
        self.server.asked.clear()
        return paths


@pytest.fixture
def log(site):
    site.purpose()
    site.publish(purposes=["newsletter"])
    site.visitor().opt_in()
    sealing.seal_all()
    published = Published(site)
    with elsewhere(published.answer) as published.server:
        yield published


@pytest.fixture
def pull(log, tmp_path):
    """`leadgate witness LOG-URL`, as somebody types it; what it printed, or the sentence it ended with."""

    def run(*words, status=0, path="/"):
        url = log.server.url("127.0.0.1", path)
        done = CliRunner().invoke(main, ["witness", url, "--state", str(tmp_path / "state"), *words])
        assert done.exit_code == status, done.output
        assert bool(status) == (not done.stdout)
        return done.stdout or done.stderr

    return run


@pytest.fixture
def memory(tmp_path):
    return FolderMemory(tmp_path / "state")


def grow(log, older):
    log.site.visitor().opt_in(email="p9@person.example", consent="newsletter")
    sealing.seal_all()
    newer = read_checkpoint(checkpoints.newest(), public_key()).size
    log.read(f"consistency/{older}/{newer}")
    return newer


def test_the_first_time_the_key_is_believed_and_said_and_the_checkpoint_cosigned_printed_and_kept(
    log, tmp_path, memory
):
    state = str(tmp_path / "state")
    done = CliRunner().invoke(main, ["witness", log.server.url("127.0.0.1", ""), "--state", state, "--name", "w.org"])
    assert done.exit_code == 0, done.output
    assert f"under the key {checkpoints.log_key()} alone" in done.stderr
    signer = memory.signer()
    assert (signer.witness.name, signer.verifier_key in done.stderr) == ("w.org", True)
    assert done.stdout.startswith(log.checkpoint)
    assert abs((seen_by(done.stdout, signer.witness) - clock.now()).total_seconds()) < 60
    assert [path.read_text() for path in (tmp_path / "state").glob("*.checkpoint")] == [done.stdout]
    assert log.asked() == ["/key", "/checkpoint", "/cosignatures"]


def test_afterwards_only_growth_is_asked_for_and_proven(log, pull, memory):
    pull()
    newer = grow(log, 2)
    log.asked()
    assert read_checkpoint(pull(path=f"{PLACE}/checkpoint"), public_key()).size == newer
    assert log.asked() == ["/key", "/checkpoint", f"/consistency/2/{newer}", "/cosignatures"]
    assert read_checkpoint(pull(), public_key()).size == newer
    assert memory.latest(checkpoints.origin()).size == newer


@pytest.mark.parametrize("grown", [False, True])
def test_a_rewritten_log_is_refused_with_both_checkpoints_and_nothing_is_moved_back(log, pull, memory, tmp_path, grown):
    log.site.confirmed(email="p2@person.example")
    newer = grow(log, 2)
    pull()
    before = memory.latest(checkpoints.origin())
    rewrite(log.site.here)
    if grown:
        grow(log, newer)
    log.read()
    now = read_checkpoint(log.checkpoint, public_key())
    for _ in range(2):
        said = pull(status=1)
        assert f"it shows {now.size} entries with root {now.root.hex()}" in said
        assert f"saw {before.size} entries with root {before.root.hex()} before" in said
        assert said.count("\n") == 1
    assert memory.latest(checkpoints.origin()) == before
    assert [path.read_text() for path in (tmp_path / "state").glob("*.refused")] == [log.checkpoint]


def test_a_log_that_was_cut_is_refused(log, pull, memory):
    grow(log, 2)
    cut = log.checkpoint
    newer = grow(log, 2)
    pull()
    log.pages[f"{PLACE}/checkpoint"] = cut
    assert "did not only grow: it shows 4 entries" in pull(status=1)
    assert memory.latest(checkpoints.origin()).size == newer


def test_a_log_whose_key_changed_is_refused_with_both_keys_and_checkpoints(log, pull, memory):
    pull()
    before = memory.latest(checkpoints.origin())
    new = Checkpoint("other.example/log", 9, bytes(32))
    key = verifier_key(new.origin, KEY)
    log.pages |= {f"{PLACE}/key": key + "\n", f"{PLACE}/checkpoint": signed_note(new, KEY, FORGER.sign)}
    said = pull(status=1)
    assert (checkpoints.log_key() in said, key in said) == (True, True)
    assert f"9 entries with root {bytes(32).hex()}" in said
    assert f"2 entries with root {before.root.hex()}" in said
    assert memory.latest(new.origin) is None
    assert key in pull("--log", key, status=1)


def test_a_key_that_was_named_is_the_only_one(log, pull, memory):
    forged = verifier_key(checkpoints.origin(), KEY)
    own = checkpoints.log_key()
    said = pull("--log", forged, status=1)
    assert f"signs with the key {own}, and not with the one that --log names, {forged}." in said
    assert memory.latest(checkpoints.origin()) is None
    assert pull("--log", own)
    assert f"by which this witness knows it; --log names another, {forged}." in pull("--log", forged, status=1)


def test_what_the_log_s_key_did_not_sign_is_refused(log, pull):
    new = read_checkpoint(log.checkpoint, public_key())
    name, own = named_key_in(checkpoints.log_key())
    line = key_id(name, own) + FORGER.sign(new.text().encode())
    log.pages[f"{PLACE}/checkpoint"] = signed_note(new, own, lambda _text: line[4:])
    assert "is not signed by this key" in pull(status=1)


def test_a_log_that_is_silent_or_says_nonsense_is_no_liar(log, pull):
    del log.pages[f"{PLACE}/checkpoint"]
    assert pull(status=1).endswith("/checkpoint answered 404; nothing was cosigned.\n")
    log.pages[f"{PLACE}/key"] = "hello"
    assert "is no verifier key of a log" in pull(status=1)
    log.read()
    pull()
    log.pages[f"{PLACE}/key"] = "\x1b[2Jhello\nworld"
    said = pull(status=1)
    assert ("is no verifier key of a log" in said, "hello" in said) == (True, False)
    log.read()
    newer = grow(log, 2)
    del log.pages[f"{PLACE}/consistency/2/{newer}"]
    assert "answered 404" in pull(status=1)
    log.pages[f"{PLACE}/consistency/2/{newer}"] = "hello"
    assert "gave no consistency proof" in pull(status=1)
    log.server.close()
    assert "was not heard. Nobody answers there, or the connection broke. Nothing was cosigned." in pull(status=1)


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        (b"HTTP/1.1 301 .\r\nLocation: /there\r\n\r\n", "It sends us to another address, and nobody is followed."),
        (b"hello", "What came back is no answer of a web server, or was cut short."),
        (b"HTTP/1.1 200 .\r\nContent-Length: 2\r\n\r\n\xff\xff", "answered what is no text."),
        (b"HTTP/1.1 200 .\r\n\r\n" + b"x" * 70_000, "Its answer is longer than was asked for."),
    ],
)
def test_why_a_log_was_not_heard_is_said_in_words(tmp_path, said, reason):
    with elsewhere(lambda line, _over: line.sendall(said)) as there:
        words = ["witness", there.url("127.0.0.1", ""), "--state", str(tmp_path / "state")]
        done = CliRunner().invoke(main, words)
    assert (done.exit_code, reason in done.stderr, done.stderr.count("\n")) == (1, True, 1), done.output


def test_whoever_fetches_and_whoever_answers_from_one_folder_remember_the_same(log, pull, tmp_path):
    pull("--name", "witness.example/w1")
    with witness(tmp_path / "state", checkpoints.log_key()) as server:
        assert server.memory.latest(checkpoints.origin()).size == 2


def test_a_damaged_memory_is_not_taken_for_an_empty_one(log, pull, tmp_path):
    pull()
    for path in (tmp_path / "state").glob("*.json"):
        path.write_text("{}")
    assert "is damaged" in pull(status=1)


def test_a_state_whose_parent_is_a_file_is_refused_in_one_sentence(log, pull, tmp_path):
    (tmp_path / "file").write_text("")
    said = pull("--state", str(tmp_path / "file" / "state"), status=1)
    assert f"cannot keep its state in {tmp_path / 'file' / 'state'} (Not a directory), so nothing was cosigned" in said
    assert (said.count("\n"), log.asked()) == (1, [])


@pytest.mark.parametrize("about", ["key", "believed", "seen"])
def test_on_a_full_disk_nothing_is_cosigned_and_one_sentence_says_so(log, pull, memory, tmp_path, about):
    if about == "seen":
        memory.believe(log.server.url("127.0.0.1", PLACE), checkpoints.log_key())
    if about != "key":
        memory.signer()
    written = {"believed": log.server.url("127.0.0.1", PLACE), "seen": checkpoints.origin()}
    name = sha256(written[about].encode()).hexdigest() if about in written else "witness"
    (tmp_path / "state" / f"{name}.draft").symlink_to("/dev/full")
    said = pull(status=1)
    assert f"cannot keep its state in {tmp_path / 'state'} (No space left on device)" in said
    assert said.count("\n") == 1


def test_a_state_that_cannot_be_read_is_not_taken_for_an_empty_one(log, pull, tmp_path):
    pull()
    [seen] = (tmp_path / "state").glob("*.json")
    seen.unlink()
    seen.mkdir()
    assert "(Is a directory), so nothing was cosigned" in pull(status=1)


def test_a_witness_keeps_its_name_and_says_it_to_whoever_names_another(log, pull, tmp_path):
    first = pull("--name", "witness.example/w1")
    said = pull("--name", "another.example", status=1)
    assert f"witness in {tmp_path / 'state'} is called witness.example/w1 and cannot be called another.example" in said
    for words in ([], ["--name", "witness.example/w1"]):
        assert pull(*words).splitlines()[-1].split()[1] == first.splitlines()[-1].split()[1] == "witness.example/w1"


@pytest.mark.parametrize("name", ["", "two words", "a+b", "見證"])
def test_what_no_key_can_be_called_is_wrong_usage(log, pull, name):
    assert "is no name of a key" in pull("--name", name, status=2)


@pytest.mark.parametrize("cut", ['{"name": "w", "key": "00"}', '{"key": "00"}', "[]", "{"])
def test_a_damaged_key_is_not_taken_for_none(log, pull, tmp_path, cut):
    pull()
    (tmp_path / "state" / "witness.key").write_text(cut)
    assert "witness.key is damaged" in pull(status=1)


@pytest.mark.parametrize(
    "words",
    [[], ["ftp://log.example"], ["http://log.example"], ["https://log.example/?x="], ["https://192.0.2.1"], ["hello"]],
)
def test_what_is_no_address_is_wrong_usage(words, tmp_path):
    assert CliRunner().invoke(main, ["witness", *words, "--state", str(tmp_path / "state")]).exit_code == 2


def test_proofs_may_be_kept_by_caches_and_checkpoints_may_not(log):
    proof, newest = (log.site.visitor().get(f"{PLACE}/{name}") for name in ("consistency/1/2", "checkpoint"))
    assert proof.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert newest.headers["Cache-Control"] == "no-store"
