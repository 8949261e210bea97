"""A witness on anybody's machine: its key and its memory in one folder."""

import fcntl
import json
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import Any, TypeVar

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from leadgate.verifier.cosignatures import WitnessKey
from leadgate.verifier.notes import Checkpoint
from leadgate.witness.cosigning import Signer
from leadgate.witness.errors import OtherName, StateDamaged, StateOutOfReach

Kind = TypeVar("Kind")
FIRST_NAME = "witness.localhost"
"""What a witness is called when nobody says otherwise."""


class FolderMemory:
    """Files for each log; everything under one lock, so that two at once cannot both be the next.

    Raises:
        StateDamaged: by whatever reads; a file is there and says nothing.
        StateOutOfReach: by everything, the constructor too; the folder cannot be made, read or written.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        with self._reached():
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)

    def latest(self, origin: str) -> Checkpoint | None:
        """That of one log; None before the first."""
        path = self._path(origin)
        seen = self._kept(path, lambda kept: Checkpoint(kept["origin"], kept["size"], bytes.fromhex(kept["root"])))
        with self._reached():
            if (seen.size if seen else -1) < self._cosigned(origin):
                raise StateDamaged(path)
        return seen

    def _cosigned(self, origin: str) -> int:
        """How large the history was that is kept as it was cosigned, or refused; -1 when there is none."""
        path = self._path(origin, "checkpoint")
        if path.exists():
            size = path.read_text("utf-8").split("\n")[1:2]
            return int(size[0]) if size and size[0].isdigit() else 0
        return 0 if self._path(origin, "refused").exists() else -1

    def advance(self, before: Checkpoint | None, to: Checkpoint) -> bool:
        """Keep a larger one for good; False if `before` is the latest no more."""
        with self._alone():
            if self.latest(to.origin) != before:
                return False
            text = json.dumps({"origin": to.origin, "size": to.size, "root": to.root.hex()})
            _write(self._path(to.origin), text)
            return True

    def log_key(self, address: str) -> str | None:
        """The verifier key that is believed of the log at an address; None before the first time."""
        return self._kept(self._path(address, "key"), lambda kept: str(kept["key"]))

    def believe(self, address: str, key: str) -> None:
        """Believe a key of the log at an address from now on, if none is yet."""
        with self._alone():
            if not self._path(address, "key").exists():
                _write(self._path(address, "key"), json.dumps({"address": address, "key": key}))

    def keep(self, origin: str, note: str) -> None:
        """Keep the newest checkpoint of a log as it was cosigned, unless a larger one is there by now.

        Args:
            origin: of the log.
            note: with the cosignature.
        """
        with self._alone():
            latest = self.latest(origin)
            if latest and note.startswith(latest.text()):
                _write(self._path(origin, "checkpoint"), note)

    def keep_refused(self, origin: str, note: str) -> Path:
        """Keep a checkpoint that contradicts the one before; the first of a log stays, however many follow.

        Returns:
            Where it is kept.
        """
        with self._alone():
            path = self._path(origin, "refused")
            if not path.exists():
                _write(path, note)
            return path

    def signer(self, name: str | None = None) -> Signer:
        """Whoever cosigns from this folder; the key is made the first time.

        Args:
            name: what the witness is called; `FIRST_NAME` or the one it has, when it is not said.

        Raises:
            OtherName: it is called otherwise already.
            StateDamaged: it has cosigned, and its key is gone.
        """
        with self._alone():
            if not self._key.exists():
                if any(self._folder.glob("*.json")):
                    raise StateDamaged(self._key)
                _write(self._key, json.dumps({"name": name or FIRST_NAME, "key": os.urandom(32).hex()}))
            signer = self._kept(self._key, _signer_of)
        assert signer, "no run takes the key away"
        if name not in (None, signer.witness.name):
            raise OtherName(self._folder, signer.witness.name, name)
        return signer

    @property
    def _key(self) -> Path:
        return self._folder / "witness.key"

    def _path(self, log: str, what: str = "json") -> Path:
        return self._folder / f"{sha256(log.encode()).hexdigest()}.{what}"

    @contextmanager
    def _alone(self) -> Iterator[None]:
        with self._reached(), (self._folder / "lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    @contextmanager
    def _reached(self) -> Iterator[None]:
        try:
            yield
        except OSError as trouble:
            raise StateOutOfReach(self._folder, trouble) from trouble

    def _kept(self, path: Path, reading: Callable[[Any], Kind]) -> Kind | None:
        with self._reached():
            try:
                return reading(json.loads(path.read_text("utf-8")))
            except FileNotFoundError:
                return None
            except (ValueError, KeyError, TypeError) as damage:
                raise StateDamaged(path) from damage


def _signer_of(kept: Any) -> Signer:
    key = Ed25519PrivateKey.from_private_bytes(bytes.fromhex(kept["key"]))
    return Signer(WitnessKey(kept["name"], key.public_key().public_bytes_raw()), key.sign)


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
