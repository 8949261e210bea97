"""What a witness does with a checkpoint (C2SP tlog-witness, `add-checkpoint`), wherever it keeps its memory."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from leadgate.verifier.cosignatures import WitnessKey, cosignature
from leadgate.verifier.notes import COSIGNATURE, Checkpoint, verifier_key
from leadgate.verifier.reading import Unreadable, from_base64, from_decimal
from leadgate.verifier.tree import HASH_BYTES, Frontier, is_consistent
from leadgate.witness.watching import Submitted, Watched, submitted_in

MOST_BYTES = 64_000
MOST_PROOF_LINES = 63
SIZE_TYPE = "text/x.tlog.size"


@dataclass(frozen=True, slots=True)
class Signer:
    """Who cosigns: under which name and key, and what makes the signature (Ed25519)."""

    witness: WitnessKey
    sign: Callable[[bytes], bytes]

    @property
    def verifier_key(self) -> str:
        """What logs are told to ask for."""
        return verifier_key(self.witness.name, self.witness.key, COSIGNATURE)


@dataclass(frozen=True, slots=True)
class WitnessAnswer:
    """What is answered over HTTP."""

    status: int
    body: str
    media_type: str = "text/plain"


@dataclass(frozen=True, slots=True)
class Offered:
    """A checkpoint a witness is to cosign, and the proof that it only grew out of a smaller one.

    Args:
        old_size: how many entries that one was over; 0 before the first.
        path: the consistency proof (RFC 9162 section 2.1.4).
        submitted: the new one.
    """

    old_size: int
    path: list[bytes]
    submitted: Submitted


class Memory(Protocol):
    """The largest checkpoint of each log that was cosigned."""

    def latest(self, origin: str) -> Checkpoint | None:
        """That of one log; None before the first."""

    def advance(self, before: Checkpoint | None, to: Checkpoint) -> bool:
        """Keep a larger one for good; False if somebody else was faster, and `before` is the latest no more."""


def add_checkpoint(body: bytes, watched: Watched, memory: Memory, signer: Signer, now: datetime) -> WitnessAnswer:
    """Cosign what was handed in over HTTP, or say why not.

    Args:
        body: of the request, as the specification has it.
        watched, memory, signer, now: as of `cosign`.

    Returns:
        As `cosign`; 400 also for what is not to be read.
    """
    try:
        return cosign(_read(body), watched, memory, signer, now)
    except (Unreadable, UnicodeDecodeError):
        return WitnessAnswer(400, "This is no checkpoint with its proof.\n")


def cosign(offered: Offered, watched: Watched, memory: Memory, signer: Signer, now: datetime) -> WitnessAnswer:
    """Cosign a checkpoint that is a log's own and only grew out of the last one, or say why not.

    Args:
        offered: the checkpoint and its proof.
        watched: whose checkpoints are cosigned.
        memory: what was cosigned before.
        signer: who cosigns.
        now: in UTC.

    Returns:
        200 with the cosignature; 400 an old size larger than the new one; 403 signed by none of the log's keys; 404
        a log nobody watches; 409 with the size that is known here; 422 a proof that proves nothing.
    """
    submitted, new = offered.submitted, offered.submitted.checkpoint
    try:
        _demand_known(submitted, watched)
        latest = memory.latest(new.origin)
        _demand_grown(latest, offered.old_size, new, offered.path)
    except _Refused as refusal:
        return refusal.answer
    if new != latest and not memory.advance(latest, new):
        return _conflict(memory.latest(new.origin) or new)
    return WitnessAnswer(200, cosignature(submitted.text, signer.witness, int(now.timestamp()), signer.sign))


class _Refused(Exception):
    def __init__(self, answer: WitnessAnswer) -> None:
        self.answer = answer


def _demand_known(submitted: Submitted, watched: Watched) -> None:
    keys = watched.get(submitted.checkpoint.origin)
    if keys is None:
        raise _Refused(WitnessAnswer(404, "This log is not watched here.\n"))
    if not submitted.is_by_one_of(keys):
        raise _Refused(WitnessAnswer(403, "No known key of the log signed this.\n"))


def _demand_grown(latest: Checkpoint | None, old_size: int, new: Checkpoint, path: list[bytes]) -> None:
    if old_size > new.size:
        raise _Refused(WitnessAnswer(400, "The old size is larger than the new one.\n"))
    before = latest or Checkpoint(new.origin, 0, Frontier().root())
    if old_size != before.size or (old_size == new.size and before.root != new.root):
        raise _Refused(_conflict(before))
    if not is_consistent((before.size, before.root), (new.size, new.root), path):
        raise _Refused(WitnessAnswer(422, "The proof does not show that the log only grew.\n"))


def _conflict(known: Checkpoint) -> WitnessAnswer:
    return WitnessAnswer(409, f"{known.size}\n", SIZE_TYPE)


def _read(body: bytes) -> Offered:
    head, gap, note = body.decode().partition("\n\n")
    first, *proof = head.split("\n")
    if not gap or not first.startswith("old ") or len(proof) > MOST_PROOF_LINES or len(body) > MOST_BYTES:
        raise Unreadable("It is no request to a witness.")
    path = [from_base64(line, HASH_BYTES) for line in proof]
    return Offered(from_decimal(first.removeprefix("old ")), path, submitted_in(note))
