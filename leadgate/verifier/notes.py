"""Signed notes and the checkpoints of a log in them (C2SP signed-note and tlog-checkpoint, Ed25519 of RFC 8032)."""

import base64
import re
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from .reading import Unreadable, any_base64, from_base64, from_decimal, from_hex
from .tree import HASH_BYTES

ED25519, COSIGNATURE = b"\x01", b"\x04"
"""What a key makes: signatures of a log, or the dated cosignatures of a witness."""
KEY_BYTES, KEY_ID_BYTES, SIGNATURE_BYTES = 32, 4, 64
DASH = "— "
NAME = re.compile(r"[!-*,-~]+")
"""Printable ASCII without space and plus: what two readers cannot take for different names."""


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """What a log says of itself at one moment: its origin, how many entries, and their root."""

    origin: str
    size: int
    root: bytes

    def text(self) -> str:
        """The text of the note, which is what is signed."""
        return f"{self.origin}\n{self.size}\n{base64.b64encode(self.root).decode()}\n"


def is_signed(key: bytes, signature: bytes, message: bytes) -> bool:
    """Whether the holder of the key signed exactly this message."""
    try:
        Ed25519PublicKey.from_public_bytes(key).verify(signature, message)
    except (InvalidSignature, ValueError):
        return False
    return True


def key_id(name: str, key: bytes, makes: bytes = ED25519) -> bytes:
    """The four bytes by which signature lines point at a key."""
    return sha256(name.encode() + b"\n" + makes + key).digest()[:KEY_ID_BYTES]


def verifier_key(name: str, key: bytes, makes: bytes = ED25519) -> str:
    """A public key as signed notes write it: name, id and key, with "+" between."""
    return f"{name}+{key_id(name, key, makes).hex()}+{base64.b64encode(makes + key).decode()}"


def key_in(text: str) -> tuple[str | None, bytes]:
    """The name (None where there is none) and the 32 bytes of a public key.

    Args:
        text: a verifier key of signed notes, or 64 hexadecimal digits.

    Raises:
        Unreadable: it is neither.
    """
    return named_key_in(text) if "+" in text else (None, from_hex(text, KEY_BYTES))


def named_key_in(text: str, makes: bytes = ED25519) -> tuple[str, bytes]:
    """The name and the 32 bytes of a public key in a verifier key.

    Args:
        makes: what the key has to be for.

    Raises:
        Unreadable: it is none, or for something else.
    """
    name, _, rest = text.partition("+")
    number, _, coded = rest.partition("+")
    key = from_base64(coded, 1 + KEY_BYTES)
    if not is_name(name) or key[:1] != makes or number != key_id(name, key[1:], makes).hex():
        raise Unreadable("It is not the verifier key of an Ed25519 key for this.")
    return name, key[1:]


def is_name(name: str) -> bool:
    """Whether a key may be called so."""
    return NAME.fullmatch(name) is not None


def signed_note(checkpoint: Checkpoint, key: bytes, sign: Callable[[bytes], bytes]) -> str:
    """A checkpoint as a signed note, by a key that is called as the log is.

    Args:
        key: the public key, 32 bytes.
        sign: makes its Ed25519 signature.
    """
    signature = key_id(checkpoint.origin, key) + sign(checkpoint.text().encode())
    return f"{checkpoint.text()}\n{signature_line(checkpoint.origin, signature)}"


def signature_line(name: str, signature: bytes) -> str:
    """One line of a signed note.

    Args:
        name: of the key.
        signature: with the key's id before it.
    """
    return f"{DASH}{name} {base64.b64encode(signature).decode()}\n"


def read_checkpoint(note: str, key: bytes) -> Checkpoint:
    """The checkpoint in a signed note, if the log's key signed it.

    Lines of witnesses after the log's own are let pass if they are well-formed, and count for nothing.

    Raises:
        Unreadable: it is no checkpoint in its one spelling, or this key did not sign it.
    """
    text, gap, signatures = note.partition("\n\n")
    lines = text.split("\n")
    if not gap or len(lines) != 3 or not is_name(lines[0]):
        raise Unreadable("It is not a checkpoint.")
    found = Checkpoint(lines[0], from_decimal(lines[1]), from_base64(lines[2], HASH_BYTES))
    first, *others = signature_lines(signatures)
    signature = from_base64(first[1], KEY_ID_BYTES + SIGNATURE_BYTES)
    is_ours = (first[0], signature[:KEY_ID_BYTES]) == (found.origin, key_id(found.origin, key))
    if not is_ours or not is_signed(key, signature[KEY_ID_BYTES:], found.text().encode()):
        raise Unreadable("The checkpoint is not signed by this key.")
    if any(name == found.origin for name, _ in others):
        raise Unreadable("The checkpoint is signed twice.")
    return found


def signature_lines(text: str) -> list[tuple[str, str]]:
    """The names and the base64 of the signatures under a note, in their order.

    Raises:
        Unreadable: one of them is no signature line.
    """
    if not text.endswith("\n"):
        raise Unreadable("The checkpoint was cut.")
    found = []
    for line in text[:-1].split("\n"):
        name, _, coded = line.removeprefix(DASH).partition(" ")
        if not line.startswith(DASH) or not is_name(name) or len(any_base64(coded)) <= KEY_ID_BYTES:
            raise Unreadable("A line of the checkpoint is no signature.")
        found.append((name, coded))
    return found
