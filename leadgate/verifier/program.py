"""Verifying several files at once: each by itself, and all against each other. The program of a bundle."""

import argparse
from collections.abc import Sequence
from pathlib import Path

from .bundles import held, verify_bundle
from .cosignatures import witness_in
from .documents import verify_document
from .files import BundleFiles, FolderFiles, ZippedFiles
from .notes import key_in
from .reading import Unreadable
from .verdict import Claim, Outcome, Trust, Verdict, ask_for_witnesses, stamp_findings

ZIP_START, STAMP_START = b"PK", b"\x30"
ALONE = (
    "A time stamp holds no more of its checkpoint than the hash, so that nothing of it was checked. "
    "Name the file of the checkpoint as well."
)
ABOUT_NONE = (
    "The time stamp is about none of the checkpoints in the other files: their hashes were compared with its own. "
    "Who signed it was not looked at."
)
NOT_BY_WHOM = (
    "about that checkpoint, but not checked whole: `openssl ts -verify`, or `leadgate ledger verify "
    "--tsa-certificate`, takes the certificate of its authority."
)


def verify_paths(paths: Sequence[Path], trust: Trust) -> list[tuple[Path, Verdict]]:
    """Verify files: receipts, certificates, checkpoints, and bundles (ZIP files or folders they were unpacked into).

    Whatever they say about the log is compared with the largest bundle among them, if it is by the same key.

    Args:
        trust: the keys that are believed.

    Returns:
        What was found about each, in the order of the paths.
    """
    bundles = [path for path in paths if _is_bundle(path)]
    stamps = [path for path in paths if path not in bundles and path.read_bytes().startswith(STAMP_START)]
    found = {path: _verified(path, trust, path in bundles) for path in paths if path not in stamps}
    found |= {path: _stamp_verified(path, list(found.values()), trust) for path in stamps}
    whole = [path for path in bundles if found[path].claims]
    if whole:
        largest = max(whole, key=lambda path: found[path].claims[0].size)
        key = found[largest].key
        others = [one for path in paths if path != largest and found[path].key == key for one in _named(path, found)]
        if others:
            found[largest] = verify_bundle(_opened(largest), trust, others)
        older = [path for path in whole if path != largest and found[path].key == key and not found[path].faults]
        if not found[largest].faults:
            found[largest].faults += _left_out(largest, older)
    for verdict in (found[path] for path in paths if path not in stamps):
        ask_for_witnesses(verdict, trust)
    return [(path, found[path]) for path in paths]


def _left_out(newest: Path, older: Sequence[Path]) -> list[str]:
    here = held(_opened(newest))
    return [
        f"{name} stands in {path.name}, an older bundle, and is {'another one' if name in here else 'missing'} here."
        for path in older
        for name, digest in sorted(held(_opened(path)).items())
        if here.get(name) != digest
    ]


def _is_bundle(path: Path) -> bool:
    if path.is_dir():
        return True
    with path.open("rb") as file:
        return file.read(len(ZIP_START)) == ZIP_START


def _opened(path: Path) -> BundleFiles:
    return FolderFiles(path) if path.is_dir() else ZippedFiles(path)


def _verified(path: Path, trust: Trust, is_bundle: bool) -> Verdict:
    if not is_bundle:
        return verify_document(path.read_bytes(), trust)
    try:
        return verify_bundle(_opened(path), trust)
    except Unreadable as damage:
        return Verdict("bundle", faults=[f"The bundle is refused. {damage}"])


def _stamp_verified(path: Path, others: Sequence[Verdict], trust: Trust) -> Verdict:
    """A time stamp is as good as the checkpoint it is about, which has to be among the other files."""
    response = path.read_bytes()
    noted = [(other, claim) for other in others for claim in other.claims if claim.note]
    for other, claim in noted:
        try:
            faults, seen = stamp_findings(response, claim.note, claim.size, trust)
        except Unreadable:
            continue
        partly = "" if trust.is_stamped else NOT_BY_WHOM
        return Verdict("time stamp", other.key, other.trusted, True, faults, seen=seen, partly=partly)
    return Verdict("time stamp", faults=[ABOUT_NONE if noted else ALONE])


def _named(path: Path, found: dict[Path, Verdict]) -> list[Claim]:
    return [Claim(f"{path.name}: {one.who}", one.size, one.root, one.position, one.entry) for one in found[path].claims]


def worst(verdicts: Sequence[Verdict]) -> Outcome:
    """What is to be said of all together: refused with one refused, else untrusted with one untrusted."""
    outcomes = {one.outcome for one in verdicts}
    return next((each for each in (Outcome.REFUSED, Outcome.UNTRUSTED) if each in outcomes), Outcome.GENUINE)


def main(arguments: Sequence[str], bundle: Path) -> int:
    """The program `verify.py` of a bundle; answers its exit status.

    Args:
        bundle: the folder the program lies in, which is verified unless another bundle is named.
    """
    parser = argparse.ArgumentParser(prog="verify.py", description="Verify this bundle, and other files against it.")
    parser.add_argument(
        "--public-key", "--key", help="The log's key as the controller publishes it; without it nothing is genuine."
    )
    parser.add_argument(
        "--witness", action="append", default=[], help="Verifier key of somebody who has to have cosigned."
    )
    parser.add_argument("--older", action="append", type=Path, default=[], help="An older bundle to compare with.")
    parser.add_argument("files", nargs="*", type=Path, help="Receipts, certificates, checkpoints to compare with.")
    asked = parser.parse_args(arguments)
    try:
        keys = [key_in(asked.public_key)[1]] if asked.public_key else []
        trust = Trust(keys, bool(keys), [witness_in(text) for text in asked.witness])
        found = verify_paths([bundle, *asked.older, *asked.files], trust)
    except (Unreadable, OSError) as damage:
        parser.error(str(damage))
    for path, verdict in found:
        print(f"{path.name or path}: {verdict.sentence}")  # noqa: T201 - it is a program of its own
    return worst([verdict for _, verdict in found]).value
