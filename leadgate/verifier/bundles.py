"""Verifying an auditor's bundle: that nothing is missing, nothing was added, and everything leads to one checkpoint."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from hashlib import sha256

from .choices import EVENT, batch_hash
from .documents import BUNDLE, KEY_BYTES, certificate_claims, checkpoint_in, is_whole, log_name, seal_fault
from .files import UNPACKING, BundleFiles
from .notes import Checkpoint, read_checkpoint
from .reading import Document, Unreadable, any_base64, canonical, from_hex, member, read, read_line
from .tree import Frontier, leaf_hash
from .verdict import Claim, Trust, Verdict, contradictions, stamp_findings

MANIFEST = "manifest.json"
ENTRIES, SEALS, CERTIFICATES, NOTICES = "entries.jsonl", "seals.jsonl", "certificates.jsonl", "notices.jsonl"
STAMPS, BATCHES = "timestamps.jsonl", "batches.jsonl"
KEY, CHECKPOINT = "public_key.txt", "checkpoint"
NEEDED = (ENTRIES, SEALS, CERTIFICATES, NOTICES, KEY, CHECKPOINT)


Check = Callable[[Document, bytes], tuple[list[str], list[Claim]]]


@dataclass
class BundledLog:
    """The entries of a bundle, walked once: the roots and entries that somebody asked for."""

    size: int = 0
    roots: dict[int, bytes] = field(default_factory=dict)
    entries: dict[int, Document] = field(default_factory=dict)
    batches: dict[str, str] = field(default_factory=dict)
    """The hash of each batch of choices, by the entry that stands for it; each is taken out as its entry is met."""

    def root_at(self, size: int) -> bytes:
        """The root over the first so many entries."""
        return self.roots[size]

    def entry_at(self, position: int) -> Document:
        """The entry at a position."""
        return self.entries[position]


def verify_bundle(files: BundleFiles, trust: Trust, claims: Sequence[Claim] = ()) -> Verdict:
    """Verify a bundle, and compare it with what other documents say about the log.

    Args:
        files: what is in it.
        trust: the keys that are believed; without one nothing is genuine.
        claims: of receipts, certificates, checkpoints and older bundles.
    """
    verdict = Verdict("bundle", has_checkpoint=True)
    try:
        _check(files, trust, claims, verdict)
    except Unreadable as damage:
        verdict.faults.append(f"The bundle is refused. {damage}")
    except UNPACKING as damage:
        why = "it is damaged." if isinstance(damage, OSError) else damage
        verdict.faults.append(f"The bundle is refused. It cannot be unpacked: {why}")
    return verdict


GROWS = {"leadgate:signature", "leadgate:processors", "leadgate:log_key", "leadgate:checkpoint"}
"""What of a certificate is signed anew when a processor was told or has answered."""


def held(files: BundleFiles) -> dict[str, str]:
    """What a bundle holds that a younger one has to hold as well: certificates and wordings, by name, and their sums.

    Args:
        files: of a bundle that was found sound.
    """
    named = {CERTIFICATES: ("Certificate", "dct:identifier"), NOTICES: ("The wording", "sha256")}
    found = {}
    for file, (kind, name) in named.items():
        for line in files.lines(file):
            document = read_line(line)
            lasting = {member: value for member, value in document.items() if member not in GROWS}
            found[f"{kind} {document[name]}"] = sha256(canonical(lasting)).hexdigest()
    return found


def _check(files: BundleFiles, trust: Trust, claims: Sequence[Claim], verdict: Verdict) -> None:
    if MANIFEST not in files.names():
        raise Unreadable("It has no manifest.json, so that nothing says what belongs in it.")
    manifest = read(files.content(MANIFEST))
    key = from_hex(manifest.get("leadgate:public_key"), KEY_BYTES)
    verdict.signed_by(key, trust)
    if manifest.get("@type") != BUNDLE or not is_whole(manifest, key):
        raise Unreadable("manifest.json was changed after it was signed.")
    verdict.faults += _file_faults(files, member(manifest, "leadgate:files", dict))
    checkpoint = checkpoint_in(manifest, log_name(manifest, key), key)
    note = member(manifest, "leadgate:checkpoint", str)
    verdict.claims.append(Claim("The bundle's checkpoint", checkpoint.size, checkpoint.root, note=note))
    if any(name not in files.names() for name in NEEDED):
        return
    verdict.faults += _key_faults(files, key, note)
    certified: list[Claim] = []
    checks: list[tuple[str, Check]] = [(CERTIFICATES, _certificate), (NOTICES, _notice)]
    if STAMPS in files.names():
        checks.append((STAMPS, partial(_stamp, verdict, trust, checkpoint.origin)))
    for name, check in checks:
        verdict.faults += _line_faults(files, name, key, check, certified)
    verdict.faults += _log_faults(files, key, checkpoint, [*claims, *certified])


def _file_faults(files: BundleFiles, listed: Document) -> Iterator[str]:
    here = files.names() - {MANIFEST}
    for name in NEEDED:
        if name not in listed:
            yield f"The manifest names no {name}."
    for name in sorted(here - listed.keys()) if files.is_sealed else ():
        yield f"{name} is not part of the bundle: the manifest does not name it."
    for name, about in sorted(listed.items()):
        if name not in here:
            yield f"{name} is missing."
            continue
        found = files.measured(name)
        asked = member(about, "sha256", str), member(about, "bytes", int)
        if (found.sha256, found.size) != asked or found.lines != about.get("lines", found.lines):
            yield f"{name} is not the file the manifest was signed over."
        elif name.endswith(".jsonl") and "lines" not in about:
            yield f"The manifest does not say how many lines {name} has."


def _key_faults(files: BundleFiles, key: bytes, note: str) -> Iterator[str]:
    if files.content(KEY) != key.hex().encode() + b"\n":
        yield f"{KEY} is another key than the one the manifest is signed with."
    if files.content(CHECKPOINT) != note.encode():
        yield f"{CHECKPOINT} is another one than in the manifest."


def _line_faults(files: BundleFiles, name: str, key: bytes, check: Check, claims: list[Claim]) -> Iterator[str]:
    for number, line in enumerate(files.lines(name), 1):
        try:
            faults, found = check(read_line(line), key)
        except Unreadable as damage:
            yield f"Line {number} of {name} is refused. {damage}"
            continue
        yield from faults
        claims += found


def _certificate(document: Document, key: bytes) -> tuple[list[str], list[Claim]]:
    claims = list(certificate_claims(document, key))
    faults = [f"Certificate {document['dct:identifier']} was changed after it was signed."]
    return ([] if is_whole(document, key) else faults), claims


def _notice(document: Document, _key: bytes) -> tuple[list[str], list[Claim]]:
    name = member(document, "sha256", str)
    shown = {field: value for field, value in document.items() if field != "sha256"}
    is_it = sha256(canonical(shown)).hexdigest() == name
    return ([] if is_it else [f"The wording named {name} is another one."]), []


def _stamp(
    verdict: Verdict, trust: Trust, origin: str, document: Document, key: bytes
) -> tuple[list[str], list[Claim]]:
    note, response = member(document, "checkpoint", str), any_base64(member(document, "response", str))
    found = read_checkpoint(note, key)
    if found.origin != origin:
        raise Unreadable("The time stamp is about another log.")
    faults, seen = stamp_findings(response, note, found.size, trust)
    verdict.seen += seen
    return faults, [Claim(f"The time stamp over {found.size} entries", found.size, found.root, note=note)]


def _log_faults(files: BundleFiles, key: bytes, checkpoint: Checkpoint, claims: Sequence[Claim]) -> Iterator[str]:
    seals, faults = _seals(files)
    yield from faults
    log = BundledLog()
    log.batches, faults = _batches(files)
    yield from faults
    yield from _walk(files, log, {*seals, *(claim.size for claim in claims)}, {claim.position for claim in claims})
    if not log.size:
        yield "The bundle holds no entry: it proves nothing."
    for size, seal in sorted(seals.items()):
        if size > log.size:
            yield f"A signed root covers {size} entries; only {log.size} are here."
        elif fault := seal_fault(seal, key, log.roots[size]):
            yield fault
    if max(seals, default=0) != log.size:
        yield f"The last signed root does not cover the last entry: {log.size} entries are here."
    if (checkpoint.size, checkpoint.root) != (log.size, log.roots[log.size]):
        yield f"The checkpoint is about {checkpoint.size} entries with another root than the {log.size} that are here."
    yield from contradictions(claims, log, "the bundle")


def _seals(files: BundleFiles) -> tuple[dict[int, Document], list[str]]:
    seals: dict[int, Document] = {}
    faults, last = [], 0
    for number, line in enumerate(files.lines(SEALS), 1):
        try:
            seal = read_line(line)
            size = member(seal, "size", int)
            from_hex(seal.get("root"), 32)
            from_hex(seal.get("signature"), 64)
            member(seal, "sealed_at", str)
        except Unreadable as damage:
            faults.append(f"Line {number} of {SEALS} is refused. {damage}")
            continue
        if size <= last:
            faults.append(f"Line {number} of {SEALS} is out of order.")
        seals[size], last = seal, size
    return seals, faults


def _walk(files: BundleFiles, log: BundledLog, sizes: set[int], positions: set[int | None]) -> Iterator[str]:
    frontier = Frontier()
    log.roots[0] = frontier.root()
    for line in files.lines(ENTRIES):
        try:
            entry = read_line(line)
        except Unreadable as damage:
            yield f"Line {frontier.size + 1} of {ENTRIES} is refused. {damage}"
            entry = {}
        if entry.get("happened") == EVENT:
            yield from _batch_faults(log.batches.pop(str(entry.get("id")), None), entry)
        if frontier.size in positions:
            log.entries[frontier.size] = entry
        frontier.grow(leaf_hash(line.removesuffix(b"\n")))
        if frontier.size in sizes:
            log.roots[frontier.size] = frontier.root()
    for left in sorted(log.batches):
        yield f"{BATCHES} has a batch of choices for entry {left}, which is not here."
    log.size = frontier.size
    log.roots[log.size] = frontier.root()


def _batches(files: BundleFiles) -> tuple[dict[str, str], list[str]]:
    """The hash of each batch of choices, by the entry that stands for it."""
    found: dict[str, str] = {}
    faults: list[str] = []
    for number, line in enumerate(files.lines(BATCHES) if BATCHES in files.names() else (), 1):
        try:
            batch = read_line(line)
            root, size = from_hex(batch.get("root"), 32), member(batch, "size", int)
            entry = member(batch, "entry", str)
            if entry in found:
                faults.append(f"Line {number} of {BATCHES} names an entry once more.")
            found[entry] = batch_hash(root, size)
        except Unreadable as damage:
            faults.append(f"Line {number} of {BATCHES} is refused. {damage}")
    return found, faults


def _batch_faults(known: str | None, entry: Document) -> Iterator[str]:
    if known is None:
        yield f"The batch of choices that entry {entry.get('id')} is about is not in {BATCHES}."
    elif known != entry.get("evidence"):
        yield f"The batch of choices that {BATCHES} has for entry {entry.get('id')} is another one."
