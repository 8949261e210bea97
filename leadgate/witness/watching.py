"""Which logs a witness watches, by their origin and the keys they sign with."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from leadgate.verifier.notes import KEY_ID_BYTES, Checkpoint, is_signed, key_id, named_key_in, signature_lines
from leadgate.verifier.reading import Unreadable, any_base64, from_base64, from_decimal
from leadgate.verifier.tree import HASH_BYTES

Watched = Mapping[str, list[tuple[str, bytes]]]
"""The names and keys of each log, by its origin."""


def watched_in(entries: Iterable[str]) -> Watched:
    """What is watched.

    Args:
        entries: each a verifier key, before it the origin and a space where the log is called otherwise than its key.

    Raises:
        Unreadable: one of them is neither.
    """
    logs: dict[str, list[tuple[str, bytes]]] = {}
    for entry in entries:
        origin, _, key = entry.strip().rpartition(" ")
        name, public = named_key_in(key)
        logs.setdefault(origin.strip() or name, []).append((name, public))
    return logs


@dataclass(frozen=True, slots=True)
class Submitted:
    """A checkpoint that was handed in, before anybody looked at its signatures.

    Args:
        checkpoint: what it says.
        text: all of it, lines of the log's own included: what is signed.
        signatures: the lines under it.
    """

    checkpoint: Checkpoint
    text: str
    signatures: list[tuple[str, str]]

    def is_by_one_of(self, keys: Iterable[tuple[str, bytes]]) -> bool:
        """Whether one of a log's keys signed it; signatures of others are passed over."""
        made = [(name, any_base64(coded)) for name, coded in self.signatures]
        return any(
            (by, signed[:KEY_ID_BYTES]) == (name, key_id(name, key))
            and is_signed(key, signed[KEY_ID_BYTES:], self.text.encode())
            for name, key in keys
            for by, signed in made
        )


def submitted_in(note: str) -> Submitted:
    """A checkpoint as any log writes it: three lines, and further ones that say nothing to us.

    Raises:
        Unreadable: it is no checkpoint.
    """
    text, gap, signatures = note.partition("\n\n")
    lines = text.split("\n")
    if not gap or len(lines) < 3 or not all(lines):
        raise Unreadable("It is not a checkpoint.")
    checkpoint = Checkpoint(lines[0], from_decimal(lines[1]), from_base64(lines[2], HASH_BYTES))
    return Submitted(checkpoint, text + "\n", signature_lines(signatures))
