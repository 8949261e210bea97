"""A witness as somebody starts it, and the settings by which an installation is told of it."""

import signal
import subprocess
import sys
from contextlib import contextmanager

import pytest

import config
from leadgate.ledger import checkpoints, queries
from leadgate.ledger.actions import sealing, witnessing
from leadgate.verifier.cosignatures import cosigned, witness_in
from tests.conftest import ENVIRONMENT


@contextmanager
def started(folder, log_key):
    """`leadgate witness` in a process of its own; its address and key."""
    words = ["-m", "leadgate", "witness", "--state", str(folder), "--log", log_key, "--port", "0"]
    heard = ["env", "--default-signal=INT"]  # what a shell began in the background does not hear it
    process = subprocess.Popen(
        [*heard, sys.executable, "-u", *words], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    try:
        _witness, key, _answers, _at, address = process.stdout.readline().split()
        yield address.removesuffix("/add-checkpoint"), key
        process.send_signal(signal.SIGINT)
        _out, said = process.communicate(timeout=30)
        assert process.returncode == 0
        assert said.endswith("The witness has ended.\n")
    finally:
        process.kill()
        process.communicate()


def loaded(folder, **settings):
    return config.load({"LEADGATE_DATA_DIR": str(folder), **ENVIRONMENT, **settings}, dotenv=folder / "no.env")


def test_a_witness_that_was_started_cosigns_for_whoever_names_it_and_has_the_same_key_the_next_time(site, tmp_path):
    site.publish()
    site.confirmed()
    sealing.seal_all()
    log_key = checkpoints.log_key()
    with started(tmp_path / "witness", log_key) as (address, key):
        settings = loaded(tmp_path, LEADGATE_WITNESSES=f"{address}/ {key}")
        assert settings.witnesses == ((address, key),)
        site.here.given = settings
        witnessing.ask_witnesses()
    seal = queries.last_seal()
    note = checkpoints.checkpoint_over(seal)
    assert list(cosigned(note.partition("\n\n")[0] + "\n", note.partition("\n\n")[2], witness_in(key)))
    with started(tmp_path / "witness", log_key) as (_address, again):
        assert again == key


@pytest.mark.parametrize(
    "text", ["https://witness.example", "https://witness.example key", "ftp://witness.example {0}"]
)
def test_what_names_no_witness_is_refused_with_a_sentence(site, tmp_path, text):
    with pytest.raises(config.WrongSetting, match="LEADGATE_WITNESSES should be pairs such as"):
        loaded(tmp_path, LEADGATE_WITNESSES=text.format(checkpoints.log_key()))


def test_a_key_that_signs_logs_is_no_witness_s(site, tmp_path):
    with pytest.raises(config.WrongSetting, match="LEADGATE_WITNESSES"):
        loaded(tmp_path, LEADGATE_WITNESSES=f"https://witness.example {checkpoints.log_key()}")


@pytest.mark.parametrize("text", ["x", "name+00000000+AAAA"])
def test_what_names_no_log_is_refused_with_a_sentence(tmp_path, text):
    with pytest.raises(config.WrongSetting, match="LEADGATE_WITNESSED_LOGS should be verifier keys"):
        loaded(tmp_path, LEADGATE_WITNESSED_LOGS=text)


def test_logs_are_read_with_commas_between(site, tmp_path):
    key = checkpoints.log_key()
    assert loaded(tmp_path, LEADGATE_WITNESSED_LOGS=f"{key}, other.example/log {key}").witnessed_logs == (
        key,
        f"other.example/log {key}",
    )
