"""Time stamps of checkpoints: asked for once an hour, kept, handed out, and verified by us and by OpenSSL."""

import pytest

from leadgate.bundle import writing
from leadgate.foundation import clock
from leadgate.ledger import checkpoints, queries, stamping
from leadgate.ledger.actions import sealing
from leadgate.ledger.actions.stamping import STAMPED_EVERY, stamp
from leadgate.ledger.errors import NotStamped
from leadgate.ledger.models import LedgerTimestamp
from leadgate.ledger.signing import public_key
from leadgate.ledger.verification import verify
from leadgate.verifier.program import verify_paths
from leadgate.verifier.reading import Unreadable
from leadgate.verifier.stamps import stamped_at, stamped_part
from leadgate.verifier.verdict import Outcome, Trust
from tests.facts import count
from tests.ledger.authority import Authority, openssl
from tests.ledger.rewriting import rewrite

pytestmark = pytest.mark.both_databases


@pytest.fixture(scope="module")
def authority(tmp_path_factory):
    return Authority(tmp_path_factory.mktemp("authority") / "tsa")


@pytest.fixture
def stamped(site, authority):
    """A log whose newest checkpoint is stamped."""
    site.purpose()
    site.publish(purposes=["newsletter"])
    site.visitor().opt_in()
    sealing.seal_all()
    with authority.answering() as named:
        object.__setattr__(site.here.settings, "time_stamps", named)
        stamp()
        yield site
    object.__setattr__(site.here.settings, "time_stamps", None)


def believing(authority):
    named = Trust([public_key()], True)
    from functools import partial

    from cryptography.x509 import load_pem_x509_certificates

    own = load_pem_x509_certificates(authority.certificate.read_bytes())
    return Trust(named.keys, True, is_stamped=partial(stamping.is_stamped, certificates=own))


def test_the_newest_checkpoint_is_stamped_once_an_hour_if_anything_happened(stamped):
    stamp()
    with clock.moved(STAMPED_EVERY):
        stamp()
    assert count(LedgerTimestamp) == 1
    stamped.visitor().opt_in(email="p9@person.example")
    sealing.seal_all()
    stamp()
    assert count(LedgerTimestamp) == 1
    with clock.moved(STAMPED_EVERY):
        stamp()
    assert count(LedgerTimestamp) == 2
    assert verify().faults == []


def test_openssl_verifies_what_is_handed_out(stamped, authority, tmp_path):
    place = "/.well-known/leadgate-log/stamped/checkpoint"
    for name in ("", ".tsr"):
        (tmp_path / f"checkpoint{name}").write_bytes(stamped.visitor().get(place + name).data)
    files = ["-data", str(tmp_path / "checkpoint"), "-in", str(tmp_path / "checkpoint.tsr")]
    assert b"Verification: OK" in openssl(tmp_path, "ts", "-verify", *files, "-CAfile", str(authority.certificate))


def test_a_stamp_is_verified_with_its_checkpoint_and_says_when(stamped, authority, tmp_path):
    note, response = checkpoints.stamped()
    (tmp_path / "checkpoint").write_text(note)
    (tmp_path / "checkpoint.tsr").write_bytes(response)
    paths = [tmp_path / "checkpoint", tmp_path / "checkpoint.tsr"]
    assert abs((stamped_at(response, stamped_part(note)) - clock.now()).total_seconds()) < 60
    (_, known) = verify_paths(paths, believing(authority))[1]
    assert (known.outcome, known.seen[0][:31]) == (Outcome.GENUINE, "The authority stamped 2 entries")
    (_, read) = verify_paths(paths, Trust([public_key()]))[1]
    assert read.seen[0].endswith("who signed it was not looked at.")
    assert "genuine" not in read.sentence
    assert "about that checkpoint, but not checked whole" in read.sentence
    (_, alone) = verify_paths(paths[1:], Trust([public_key()]))[0]
    assert (alone.outcome, "Name the file of the checkpoint" in alone.sentence) == (Outcome.REFUSED, True)
    stamped.visitor().opt_in(email="p9@person.example")
    sealing.seal_all()
    (tmp_path / "checkpoint").write_text(checkpoints.newest())
    (_, other) = verify_paths(paths, Trust([public_key()]))[1]
    assert (other.outcome, "about none of the checkpoints" in other.sentence) == (Outcome.REFUSED, True)


def test_the_whole_ledger_s_report_says_when_nobody_looked_at_who_stamped(stamped):
    assert verify().notes == []
    object.__setattr__(stamped.here.settings, "time_stamps", None)
    (note,) = verify().notes
    assert "Who signed them was not looked at" in note


def test_a_stamp_that_carries_its_authority_s_whole_chain_is_a_stamp(site, tmp_path):
    authority = Authority(tmp_path / "tsa")
    authority.sends_its_chain()
    with authority.answering() as named:
        stamp = stamping.asked(named.url, list(named.certificates), b"a checkpoint")
    assert stamping.is_stamped(stamp, b"a checkpoint", list(named.certificates))
    assert not stamping.is_stamped(stamp, b"another one", list(named.certificates))
    assert stamped_at(stamp, b"a checkpoint")


def test_a_stamp_by_somebody_else_is_refused_wherever_it_turns_up(stamped, authority, tmp_path):
    stranger = Authority(tmp_path / "stranger")
    note, response = checkpoints.stamped()
    with stranger.answering() as other:
        own = list(other.certificates)
        assert not stamping.is_stamped(response, stamped_part(note), own)
        named = stamped.here.settings.time_stamps
        with pytest.raises(NotStamped):
            stamping.asked(other.url, list(named.certificates), stamped_part(note))
    bundle = tmp_path / "bundle.zip"
    writing.write(bundle)
    assert verify_paths([bundle], believing(authority))[0][1].outcome is Outcome.GENUINE
    refused = verify_paths([bundle], believing(stranger))[0][1]
    assert refused.faults == ["The time stamp over 2 entries is not by the authority whose certificate was given."]


def test_no_byte_of_a_stamp_can_be_changed(stamped, authority):
    note, response = checkpoints.stamped()
    own = list(stamped.here.settings.time_stamps.certificates)
    message = stamped_part(note)
    for at in range(0, len(response), 7):
        altered = response[:at] + bytes([response[at] ^ 1]) + response[at + 1 :]
        try:
            when = stamped_at(altered, message)
        except Unreadable:
            continue
        is_same = when == stamped_at(response, message)
        assert is_same or not stamping.is_stamped(altered, message, own), at
    with pytest.raises(Unreadable):
        stamped_at(response, message + b" ")


def test_a_rewritten_ledger_contradicts_its_time_stamp(stamped):
    rewrite(stamped.here)
    assert verify().faults == ["The first 2 entries do not lead to the root of their time stamp."]


def test_nothing_is_asked_where_no_authority_is_named(site):
    site.purpose()
    stamp()
    assert (count(LedgerTimestamp), queries.last_stamp()) == (0, None)
