"""The auditor's bundle: checked by its own verifier, without leadgate; any change is found."""

import subprocess
import sys
from zipfile import ZipFile

import pytest

from leadgate.bundle import writing
from leadgate.erasure.actions import erasing
from leadgate.people.models import Person
from tests.cast import ADA, NOOR
from tests.facts import one


@pytest.fixture
def unpacked(site, tmp_path_factory):
    site.purpose()
    site.publish(purposes=["newsletter"])
    site.confirmed(email=NOOR, consent="newsletter")
    erasing.leave(one(Person).id)
    site.work()
    site.confirmed(email=ADA)
    folder = tmp_path_factory.mktemp("audit")
    assert writing.write(folder / "audit.zip") > 5
    ZipFile(folder / "audit.zip").extractall(folder)
    return folder


def verified(folder):
    """The verifier's status and words, run where leadgate is not to be found."""
    done = subprocess.run(
        [sys.executable, "-P", "verify.py"], cwd=folder, capture_output=True, text=True, check=False, timeout=60
    )
    return done.returncode, done.stdout + done.stderr


def test_a_bundle_is_genuine_and_names_nobody(unpacked):
    assert verified(unpacked) == (0, "Everything in this bundle is genuine.\n")
    content = b"".join(path.read_bytes() for path in unpacked.iterdir() if path.suffix != ".zip")
    assert ADA.encode() not in content
    assert NOOR.encode() not in content
    assert b"import leadgate" not in (unpacked / "verify.py").read_bytes()


@pytest.mark.parametrize("name", ["entries.jsonl", "seals.jsonl", "certificates.jsonl", "notices.jsonl"])
def test_a_change_in_any_file_is_found(unpacked, name):
    changed = (
        (unpacked / name)
        .read_text()
        .replace("newsletter", "newsletters", 1)
        .replace('"signature": "', '"signature": "0', 1)
    )
    if changed == (unpacked / name).read_text():
        changed = changed.replace('"person"', '"officer"', 1)
    assert changed != (unpacked / name).read_text()
    (unpacked / name).write_text(changed)
    status, words = verified(unpacked)
    assert status == 1, words
    assert "Traceback" not in words


def test_a_cut_tail_is_found(unpacked):
    entries = (unpacked / "entries.jsonl").read_text().splitlines(keepends=True)
    (unpacked / "entries.jsonl").write_text("".join(entries[:-1]))
    status, words = verified(unpacked)
    assert (status, "only" in words) == (1, True)
