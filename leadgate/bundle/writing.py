"""The auditor's bundle: everything a third party needs to check us, in one file, and nothing about anybody.

Entries bear random ids; what was sealed stays out. The verifier in it needs neither this software nor this server.
"""

import base64
import json
from collections.abc import Iterable, Iterator
from hashlib import sha256
from importlib import resources
from itertools import chain
from pathlib import Path
from typing import Any
from uuid import UUID
from zipfile import ZIP_DEFLATED, ZipFile

from leadgate.bundle.errors import NothingToProve
from leadgate.consent import proofs
from leadgate.cookie_choices import queries as choices
from leadgate.erasure import queries as erasure
from leadgate.foundation import audit, clock
from leadgate.ledger import checkpoints, history
from leadgate.ledger import queries as ledger
from leadgate.ledger.actions import sealing
from leadgate.ledger.signing import fields_of, moment, public_key, signed
from leadgate.ledger.types import ConsentEvent, EntryRow
from leadgate.retention.rules import in_force
from leadgate.rights import processing
from leadgate.verifier import bundles
from leadgate.verifier.documents import BUNDLE
from leadgate.verifier.reading import canonical, written

PROGRAM = '''"""Verifies this bundle without leadgate: python verify.py --public-key KEY [RECEIPT ...]

Needs Python 3.11 and the package `cryptography`. KEY is the log's key as the controller publishes it, not the one that
lies beside this file; `--older BUNDLE` compares with a bundle you were given before. Status 0: genuine, 1: refused,
3: sound, but by a key nobody vouched for. Whoever does not trust this program writes another from docs/formats.md.
"""

import sys
from pathlib import Path

sys.dont_write_bytecode = True
sys.path.insert(0, str(Path(__file__).parent))

from verifier.program import main

sys.exit(main(sys.argv[1:], Path(__file__).parent))
'''


class _Contents:
    """A ZIP being written, and what its manifest will say of each file in it."""

    def __init__(self, file: ZipFile) -> None:
        self._file = file
        self.listed: dict[str, dict[str, str | int]] = {}

    def write(self, name: str, content: str | bytes) -> None:
        data = content.encode() if isinstance(content, str) else content
        self._file.writestr(name, data)
        self.listed[name] = {"sha256": sha256(data).hexdigest(), "bytes": len(data)}

    def write_lines(self, name: str, documents: Iterable[dict[str, Any]]) -> int:
        digest, size, count = sha256(), 0, 0
        with self._file.open(name, "w", force_zip64=True) as lines:
            for document in documents:
                line = canonical(document) + b"\n"
                lines.write(line)
                digest.update(line)
                size, count = size + len(line), count + 1
        self.listed[name] = {"sha256": digest.hexdigest(), "bytes": size, "lines": count}
        return count


def write(path: Path, *, by: UUID | None = None) -> int:
    """Write the bundle to a new file.

    Args:
        path: of the file.
        by: the account that has it made; None for whoever runs the command.

    Returns:
        How many entries of the ledger are in it.

    Raises:
        NothingToProve: the ledger is empty.
    """
    sealing.seal_all()
    last = ledger.last_seal()
    if last is None:
        raise NothingToProve
    audit.record("bundle:make", actor=by)
    with ZipFile(path, "w", ZIP_DEFLATED) as file:
        contents = _Contents(file)
        batched: list[UUID] = []
        entries = _noting(history.entries_up_to(last.size), batched)
        count = contents.write_lines(bundles.ENTRIES, map(fields_of, entries))
        contents.write_lines(bundles.SEALS, history.seals_up_to(last.size))
        contents.write_lines(bundles.CERTIFICATES, erasure.certificates())
        contents.write_lines(bundles.NOTICES, chain(proofs.wordings(), choices.wordings()))
        if batched:
            contents.write_lines(bundles.BATCHES, choices.batches_of(batched))
        if stamps := [stamp for stamp in ledger.stamps() if stamp.size <= last.size]:
            contents.write_lines(bundles.STAMPS, map(_stamp, stamps))
        contents.write(bundles.KEY, public_key().hex() + "\n")
        contents.write(bundles.CHECKPOINT, checkpoints.checkpoint_over(last))
        contents.write("records-of-processing.csv", processing.as_csv())
        contents.write("retention-rules.json", json.dumps(list(_rules()), indent=2) + "\n")
        _write_verifier(contents)
        file.writestr(bundles.MANIFEST, written(_manifest(contents, last)))
    return count


def _noting(entries: Iterable[EntryRow], batched: list[UUID]) -> Iterator[EntryRow]:
    """The same entries; of those that stand for a batch of choices the ids are noted as they pass."""
    for entry in entries:
        if entry.happened == ConsentEvent.BATCHED:
            batched.append(entry.id)
        yield entry


def _write_verifier(contents: _Contents) -> None:
    contents.write("verify.py", PROGRAM)
    for module in resources.files("leadgate.verifier").iterdir():
        if module.name.endswith(".py"):
            contents.write(f"verifier/{module.name}", module.read_text("utf-8"))


def _manifest(contents: _Contents, last: Any) -> dict[str, Any]:
    return signed(
        {
            "@context": {"leadgate": "urn:leadgate:"},
            "@type": BUNDLE,
            "leadgate:made_at": moment(clock.now()),
            "leadgate:public_key": public_key().hex(),
            "leadgate:log_key": checkpoints.log_key(),
            "leadgate:checkpoint": checkpoints.checkpoint_over(last),
            "leadgate:files": contents.listed,
        }
    )


def _stamp(stamp: Any) -> dict[str, Any]:
    return {"checkpoint": stamp.note, "response": base64.b64encode(stamp.response).decode()}


def _rules() -> Iterator[dict[str, Any]]:
    for one in in_force():
        yield {"rule": one.rule.name, "days": one.lifetime.days, "does": one.rule.does, "reason": one.reason}
