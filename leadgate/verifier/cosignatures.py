"""What witnesses say of a log's checkpoint: "when I saw it, it was the largest, and had only grown".

C2SP tlog-cosignature, Ed25519: a dated signature under the name and key of the witness.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from .notes import (
    COSIGNATURE,
    KEY_ID_BYTES,
    SIGNATURE_BYTES,
    is_signed,
    key_id,
    named_key_in,
    signature_line,
    signature_lines,
)
from .reading import Unreadable, any_base64

TIME_BYTES = 8
LATEST = 253402300799
"""The last second of the year 9999, past which no date can be shown."""


@dataclass(frozen=True, slots=True)
class WitnessKey:
    """Somebody who cosigns: a name and a public key (32 bytes)."""

    name: str
    key: bytes


def witness_in(text: str) -> WitnessKey:
    """The witness of a verifier key.

    Raises:
        Unreadable: it is none, or not of a witness.
    """
    return WitnessKey(*named_key_in(text, COSIGNATURE))


def cosigned_text(text: str, at: int) -> bytes:
    """What a witness signs.

    Args:
        text: of the checkpoint, with its last line feed and without signatures.
        at: seconds since 1970.
    """
    return f"cosignature/v1\ntime {at}\n{text}".encode()


def cosignature(text: str, witness: WitnessKey, at: int, sign: Callable[[bytes], bytes]) -> str:
    """The line a witness adds to a checkpoint.

    Args:
        text: of the checkpoint.
        witness: who cosigns.
        at: seconds since 1970.
        sign: makes the witness' Ed25519 signature.
    """
    known_by = key_id(witness.name, witness.key, COSIGNATURE)
    return signature_line(witness.name, known_by + at.to_bytes(TIME_BYTES) + sign(cosigned_text(text, at)))


def cosigned(text: str, lines: str, witness: WitnessKey) -> Iterator[tuple[str, datetime]]:
    """The lines that are this witness' about this checkpoint, and the times in them; all others are passed over.

    Args:
        text: of the checkpoint.
        lines: the signatures under it.
        witness: whose are asked for.

    Raises:
        Unreadable: one of the lines is no signature line.
    """
    known_by = key_id(witness.name, witness.key, COSIGNATURE)
    for name, coded in signature_lines(lines):
        made = any_base64(coded)
        if name != witness.name or made[:KEY_ID_BYTES] != known_by:
            continue
        dated, signature = made[KEY_ID_BYTES:-SIGNATURE_BYTES], made[-SIGNATURE_BYTES:]
        at = int.from_bytes(dated)
        if len(dated) == TIME_BYTES and at <= LATEST and is_signed(witness.key, signature, cosigned_text(text, at)):
            yield signature_line(name, made), datetime.fromtimestamp(at, UTC)


def seen_by(note: str, witness: WitnessKey) -> datetime | None:
    """When a witness cosigned a checkpoint first, in UTC; None if it did not.

    Raises:
        Unreadable: a line under it is no signature line.
    """
    text, gap, lines = note.partition("\n\n")
    if not gap:
        raise Unreadable("It is not a checkpoint.")
    return min((at for _, at in cosigned(text + "\n", lines, witness)), default=None)
