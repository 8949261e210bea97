"""A witness on anybody's machine: its key and its memory in one folder."""

import fcntl
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from leadgate.verifier.cosignatures import WitnessKey
from leadgate.verifier.notes import Checkpoint
from leadgate.witness.cosigning import Signer


class FolderMemory:
    """One file for each log; everything under one lock, so that two at once cannot both be the next."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        self._folder = folder

    def latest(self, origin: str) -> Checkpoint | None:
        """That of one log; None before the first."""
        path = self._path(origin)
        if not path.exists():
            return None
        kept = json.loads(path.read_text("utf-8"))
        return Checkpoint(kept["origin"], kept["size"], bytes.fromhex(kept["root"]))

    def advance(self, before: Checkpoint | None, to: Checkpoint) -> bool:
        """Keep a larger one for good; False if `before` is the latest no more."""
        with self._alone():
            if self.latest(to.origin) != before:
                return False
            text = json.dumps({"origin": to.origin, "size": to.size, "root": to.root.hex()})
            _write(self._path(to.origin), text)
            return True

    def signer(self, name: str) -> Signer:
        """Whoever cosigns from this folder; the key is made the first time.

        Args:
            name: what the witness is called, when it has no name yet; one it has, it keeps.
        """
        with self._alone():
            if not self._key.exists():
                _write(self._key, json.dumps({"name": name, "key": os.urandom(32).hex()}))
        kept = json.loads(self._key.read_text("utf-8"))
        key = Ed25519PrivateKey.from_private_bytes(bytes.fromhex(kept["key"]))
        return Signer(WitnessKey(kept["name"], key.public_key().public_bytes_raw()), key.sign)

    @property
    def _key(self) -> Path:
        return self._folder / "witness.key"

    def _path(self, origin: str) -> Path:
        return self._folder / f"{sha256(origin.encode()).hexdigest()}.json"

    @contextmanager
    def _alone(self) -> Iterator[None]:
        with (self._folder / "lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield


def _write(path: Path, text: str) -> None:
    # Written aside and put in its place whole, both down to the disk: a witness that forgets is none.
    draft = path.with_suffix(".draft")
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
