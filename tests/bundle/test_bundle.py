"""The auditor's bundle: checked by its own verifier, without leadgate; any change is found."""

import json
import re
import shutil
import subprocess
import sys
from hashlib import sha256
from zipfile import ZipFile

import pytest

from leadgate.bundle import writing
from leadgate.bundle.errors import NothingToProve
from leadgate.consent import receipts
from leadgate.erasure.actions import erasing
from leadgate.foundation.mail.addresses import parsed
from leadgate.ledger import checkpoints
from leadgate.ledger.signing import public_key, signed
from leadgate.people import queries as people
from leadgate.people.models import Person
from leadgate.verifier.reading import canonical, written
from tests.cast import ADA, NOOR
from tests.facts import one
from tests.ledger.rewriting import rewrite

LISTS = ["entries.jsonl", "seals.jsonl", "certificates.jsonl", "notices.jsonl"]


@pytest.fixture
def audited(site, tmp_path_factory):
    site.purpose()
    site.publish(purposes=["newsletter"])
    site.confirmed(email=NOOR, consent="newsletter")
    erasing.leave(one(Person).id)
    site.work()
    site.confirmed(email=ADA)
    return tmp_path_factory.mktemp("audit")


def unpacked_to(folder):
    assert writing.write(folder.parent / f"{folder.name}.zip") > 5
    ZipFile(folder.parent / f"{folder.name}.zip").extractall(folder)
    return folder


@pytest.fixture
def unpacked(audited):
    return unpacked_to(audited / "bundle")


def verified(folder, *arguments, trusting=True):
    """The verifier's status and words, run where leadgate is not to be found."""
    key = ("--public-key", checkpoints.log_key()) if trusting else ()
    command = [sys.executable, "-P", "-I", "verify.py", *key, *map(str, arguments)]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, timeout=60)
    assert "Traceback" not in done.stderr, done.stderr
    return done.returncode, done.stdout + done.stderr


def test_a_bundle_is_genuine_and_names_nobody(unpacked):
    assert verified(unpacked) == (0, "bundle: bundle: genuine.\n")
    assert verified(unpacked, "--public-key", public_key().hex())[0] == 0
    content = b"".join(path.read_bytes() for path in unpacked.rglob("*") if path.is_file())
    assert ADA.encode() not in content
    assert NOOR.encode() not in content
    for program in [unpacked / "verify.py", *(unpacked / "verifier").glob("*.py")]:
        assert not re.search(rb"(from|import) leadgate", program.read_bytes())


def test_without_the_key_from_elsewhere_it_is_not_called_genuine(unpacked):
    status, words = verified(unpacked, trusting=False)
    assert (status, "UNTRUSTED" in words, "genuine" in words) == (3, True, False)


def test_by_another_key_it_is_refused(unpacked):
    status, words = verified(unpacked, "--public-key", "00" * 32, trusting=False)
    assert (status, "another key" in words) == (1, True)


@pytest.mark.parametrize("name", LISTS)
@pytest.mark.parametrize("act", ["cut", "empty", "append", "edit", "double", "remove"])
def test_a_change_in_any_list_is_found_and_the_file_named(unpacked, name, act):
    lines = (unpacked / name).read_text().splitlines(keepends=True)
    first = json.loads(lines[0])
    changed = {
        "cut": lines[:-1],
        "empty": [],
        "append": [*lines, lines[-1]],
        "edit": [json.dumps(first | {"language": "xx", "sealed_at": "", "leadgate:why": ""}) + "\n", *lines[1:]],
        "double": [lines[0].replace("{", '{"at":"",', 1), *lines[1:]],
        "remove": lines[1:],
    }[act]
    (unpacked / name).write_text("".join(changed))
    status, words = verified(unpacked)
    assert (status, name in words) == (1, True), words
    assert verified(unpacked, trusting=False)[0] == 1


@pytest.mark.parametrize("name", ["retention-rules.json", "records-of-processing.csv", "public_key.txt", "checkpoint"])
def test_a_change_in_any_other_file_is_found_and_the_file_named(unpacked, name):
    (unpacked / name).write_text((unpacked / name).read_text() + "\n")
    status, words = verified(unpacked)
    assert (status, name in words) == (1, True), words


def test_a_file_that_is_gone_is_missed(unpacked):
    for name in [*LISTS, "retention-rules.json", "public_key.txt"]:
        (unpacked / name).rename(unpacked / "away")
        assert verified(unpacked)[0] == 1
        (unpacked / "away").rename(unpacked / name)


def test_a_bundle_without_its_manifest_is_none(unpacked):
    (unpacked / "manifest.json").unlink()
    status, words = verified(unpacked)
    assert (status, "manifest.json" in words) == (1, True)


def test_a_manifest_made_to_fit_is_found_by_its_signature(unpacked):
    manifest = json.loads((unpacked / "manifest.json").read_text())
    del manifest["leadgate:files"]["retention-rules.json"]
    (unpacked / "manifest.json").write_text(written(manifest))
    status, words = verified(unpacked)
    assert (status, "changed after it was signed" in words) == (1, True)


def test_an_empty_ledger_makes_no_bundle(here, tmp_path):
    with pytest.raises(NothingToProve):
        writing.write(tmp_path / "empty.zip")


def test_a_tail_cut_by_whoever_has_every_key_is_found_by_the_last_signed_root(unpacked):
    manifest = json.loads((unpacked / "manifest.json").read_text())
    cut = "".join((unpacked / "entries.jsonl").read_text().splitlines(keepends=True)[:-1])
    (unpacked / "entries.jsonl").write_text(cut)
    manifest["leadgate:files"]["entries.jsonl"] = measured(unpacked / "entries.jsonl")
    (unpacked / "manifest.json").write_text(written(signed(manifest)))
    status, words = verified(unpacked)
    assert (status, "only" in words) == (1, True), words


def measured(path):
    content = path.read_bytes()
    return {"sha256": sha256(content).hexdigest(), "bytes": len(content), "lines": content.count(b"\n")}


def test_receipts_are_compared_with_the_bundle(unpacked, tmp_path):
    person = people.person_with(parsed(ADA))
    (tmp_path / "ada.jsonld").write_text(written(receipts.receipts_of(person.id)))
    assert verified(unpacked, tmp_path / "ada.jsonld")[0] == 0


def test_an_older_bundle_is_the_beginning_of_a_newer(unpacked, site):
    site.confirmed(email=NOOR)
    newer = unpacked_to(unpacked.parent / "newer")
    assert verified(newer, "--older", unpacked)[0] == 0
    assert verified(newer, "--older", unpacked.parent / "bundle.zip")[0] == 0


def test_an_older_bundle_contradicts_rewritten_history(unpacked, site):
    rewrite(site.here)
    newer = unpacked_to(unpacked.parent / "newer")
    assert verified(newer)[0] == 0
    status, words = verified(newer, "--older", unpacked)
    assert (status, "contradicts" in words) == (1, True), words


def test_an_older_receipt_contradicts_rewritten_history_in_the_bundle(unpacked, tmp_path, site):
    person = people.person_with(parsed(ADA))
    (tmp_path / "ada.jsonld").write_text(written(receipts.receipts_of(person.id)))
    rewrite(site.here)
    newer = unpacked_to(unpacked.parent / "newer")
    status, words = verified(newer, tmp_path / "ada.jsonld")
    assert (status, "says happened is" in words) == (1, True), words


def test_the_zip_itself_is_verified_too_and_holds_nothing_else(unpacked):
    whole = unpacked.parent / "bundle.zip"
    shutil.copy(whole, unpacked.parent / "more.zip")
    with ZipFile(unpacked.parent / "more.zip", "a") as file:
        file.writestr("notes.txt", "trust me")
    assert verified(unpacked, whole)[0] == 0
    status, words = verified(unpacked, unpacked.parent / "more.zip")
    assert (status, "notes.txt" in words) == (1, True)


def resealed(folder, name, change):
    """A bundle whose owner changed a file and signed the manifest anew."""
    lines = change((folder / name).read_text().splitlines(keepends=True))
    content = "".join(lines).encode()
    (folder / name).write_bytes(content)
    manifest = json.loads((folder / "manifest.json").read_text())
    about = {"sha256": sha256(content).hexdigest(), "bytes": len(content), "lines": len(lines)}
    manifest["leadgate:files"][name] = about
    (folder / "manifest.json").write_text(written(signed(manifest)))


@pytest.mark.parametrize(("name", "what"), [("certificates.jsonl", "Certificate"), ("notices.jsonl", "The wording")])
def test_what_an_older_bundle_holds_is_missed_in_a_newer_whoever_signed_it_anew(unpacked, audited, name, what):
    newer = unpacked_to(audited / "newer")
    resealed(newer, name, lambda lines: lines[1:])
    assert verified(newer)[0] == 0
    status, said = verified(newer, "--older", unpacked)
    assert (status, f"{what} " in said, "an older bundle, and is missing here." in said) == (1, True, True), said


def test_a_certificate_that_says_something_else_than_it_did_is_found_by_an_older_bundle(unpacked, audited):
    newer = unpacked_to(audited / "newer")

    def change(lines):
        return [canonical(signed(json.loads(lines[0]) | {"leadgate:why": "other"})).decode() + "\n"]

    resealed(newer, "certificates.jsonl", change)
    assert verified(newer)[0] == 0
    assert "is another one here." in verified(newer, "--older", unpacked)[1]
