"""The vault: what is personal is encrypted under a key of that person's own.

Each person (and each opt-in that is not confirmed yet) has a 256-bit data key, kept only wrapped by the master key.
Destroying the one row that holds the wrapped key makes every copy of that person's data unreadable, those in backups
once the copies of keys, which lie apart, are written anew (`leadgate.backup.key_copies`); rows that hang on the key go
with it (`ON DELETE CASCADE`). Ciphertexts are bound to their table, column and row
(AES-256-GCM, associated data), so they cannot be swapped. What must be found again is found by a keyed hash of the
normalised value (blind index) under a key of its own, which a new master key does not change.
"""

import hmac
import os
from collections.abc import Iterable, Sequence
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF, HKDFExpand
from sqlalchemy import Dialect, LargeBinary, String, bindparam, select
from sqlalchemy.orm import InstrumentedAttribute, Mapped, mapped_column
from sqlalchemy.types import TypeDecorator

from leadgate.foundation.db import add_rows, read_row, run, session
from leadgate.foundation.keys.errors import KeyDestroyed, NotInstalled, Tampered
from leadgate.foundation.sql.plain_bytes import PlainBytes
from leadgate.foundation.sql.tables import Base, row_of

AES_256_GCM, WRAPPED, MARK_BYTES, NONCE_BYTES = b"\x01", b"\x02", 4, 12


class Ciphertext(bytes):
    """Bytes that only the key of their person opens."""


class Sealed(TypeDecorator[Ciphertext]):
    """A column that takes nothing but a `Ciphertext`: personal text cannot be written in clear by mistake."""

    impl = PlainBytes
    cache_ok = True

    def process_bind_param(self, value: Ciphertext | None, _dialect: Dialect) -> bytes | None:
        """Refuse what is not sealed."""
        if value is not None and not isinstance(value, Ciphertext):
            raise TypeError("a sealed column takes a Ciphertext, not plain text")
        return value

    def process_result_value(self, value: bytes | None, _dialect: Dialect) -> Ciphertext | None:
        """Say that it is sealed."""
        return None if value is None else Ciphertext(value)


class VaultKey(Base):
    """The wrapped data key of one person; the row everything personal hangs on."""

    __tablename__ = "vault_key"
    id: Mapped[UUID] = mapped_column(primary_key=True)
    wrapped: Mapped[bytes] = mapped_column(LargeBinary)


class InstallationKey(Base):
    """A key of the installation itself, wrapped by the master key: the blind index, the ledger's signature."""

    __tablename__ = "installation_key"
    name: Mapped[str] = mapped_column(String(40), primary_key=True)
    wrapped: Mapped[bytes] = mapped_column(LargeBinary)


_KEYS = select(VaultKey.id, VaultKey.wrapped).where(VaultKey.id.in_(bindparam("owners", expanding=True)))
_WRAPPED = select(VaultKey.wrapped).where(VaultKey.id == bindparam("owner"))


class PersonKey:
    """The unwrapped data key of one person."""

    def __init__(self, owner: UUID, key: bytes) -> None:
        self.owner = owner
        self._cipher, self._key = AESGCM(key), key

    def pseudonym(self, use: str) -> UUID:
        """The owner's other id for one use (HKDF-Expand, RFC 5869 section 2.3), which leads nowhere without the key."""
        return UUID(bytes=HKDFExpand(SHA256(), 16, f"leadgate pseudonym\0{use}".encode()).derive(self._key), version=4)

    def seal(self, column: InstrumentedAttribute[Any], row: UUID, text: str) -> Ciphertext:
        """Encrypt text for one column of one row; opens nowhere else (AES-256-GCM, NIST SP 800-38D).

        Args:
            column: of the table's class, where it will stand.
            row: the row's id.
            text: of any length.

        Returns:
            A mark of the algorithm, a random nonce of 12 bytes, and the ciphertext with its tag.
        """
        return self.seal_at(_place(column, row), text)

    def open(self, column: InstrumentedAttribute[Any], row: UUID, sealed: Ciphertext) -> str:
        """What `seal` made a ciphertext of, for the same place.

        Args:
            column: of the table's class, where it stands.
            row: the row's id.
            sealed: as it stands there.

        Raises:
            Tampered: when a byte differs or the ciphertext belongs elsewhere.
        """
        return self.open_at(_place(column, row), sealed)

    def seal_at(self, place: str, text: str) -> Ciphertext:
        """As `seal`, for text that lies outside the database.

        Args:
            place: a name no other text has; needed to open it.
        """
        nonce = os.urandom(NONCE_BYTES)
        return Ciphertext(AES_256_GCM + nonce + self._cipher.encrypt(nonce, text.encode(), place.encode()))

    def open_at(self, place: str, sealed: bytes) -> str:
        """As `open`, for what `seal_at` made.

        Args:
            place: the name it was sealed for.
        """
        try:
            return self._cipher.decrypt(sealed[1 : 1 + NONCE_BYTES], sealed[1 + NONCE_BYTES :], place.encode()).decode()
        except InvalidTag as refusal:
            raise Tampered from refusal


class Vault:
    """Makes, wraps and opens keys. The master key never leaves it."""

    def __init__(self, master_key: bytes, key_file: Path | None = None) -> None:
        self._key_file, self._read_at = key_file, 0
        self._masters = _masters_in(master_key)
        self._installation_key = lru_cache(maxsize=8)(self._read_installation_key)

    def new_key(self, owner: UUID) -> PersonKey:
        """Make and store the key of a new person, inside the act at work."""
        return self.new_keys([owner])[0]

    def new_keys(self, owners: Sequence[UUID]) -> list[PersonKey]:
        """As `new_key`, for many new people, in their order."""
        self._look_for_new_master()
        made = [(owner, AESGCM.generate_key(256)) for owner in owners]
        add_rows(VaultKey, (row_of(VaultKey, id=owner, wrapped=self._wrap(key, owner.bytes)) for owner, key in made))
        return [PersonKey(owner, key) for owner, key in made]

    def key_of(self, owner: UUID) -> PersonKey:
        """The key of a known person.

        Raises:
            KeyDestroyed: when the person was erased or never was.
        """
        if row := read_row(_WRAPPED, {"owner": owner}):
            return self.opened(owner, row[0])
        raise KeyDestroyed

    def opened(self, owner: UUID, wrapped: bytes) -> PersonKey:
        """The key of a known person, where a statement has read its row together with others.

        Args:
            owner: whose it is.
            wrapped: what their row of `vault_key` holds.

        Raises:
            Tampered: it was changed, is another's, or is wrapped by a master key that is not here.
        """
        return PersonKey(owner, self._unwrap(wrapped, owner.bytes))

    def is_destroyed(self, owner: UUID) -> bool:
        """Whether a person's key is gone."""
        return session().get(VaultKey, owner) is None

    def keys_of(self, owners: Iterable[UUID]) -> dict[UUID, PersonKey]:
        """The keys of many people, in one statement; those who are gone are left out."""
        rows: Any = run(_KEYS, {"owners": list(owners)})
        return {owner: self.opened(owner, wrapped) for owner, wrapped in rows}

    def destroy(self, owner: UUID) -> None:
        """End a person's key, and every row that hangs on it."""
        if row := session().get(VaultKey, owner):
            session().delete(row)

    def blind_index(self, kind: str, value: str) -> bytes:
        """32 bytes by which equal values of one kind are found, and nothing is learnt of unequal ones (HMAC-SHA-256).

        Args:
            kind: what the values are (`email`); the same value of another kind has another index.
            value: normalised by whoever asks: equal is what is equal byte by byte.

        Raises:
            NotInstalled: the installation has no key yet for it.
        """
        return hmac.digest(self._installation_key("blind-index"), f"{kind}\0{value}".encode(), "sha256")

    def signing_seed(self) -> bytes:
        """The 32 bytes the ledger's Ed25519 key is made from (RFC 8032 section 5.1.5)."""
        return self._installation_key("ledger-signing")

    def make_installation_keys(self) -> None:
        """Make the keys every installation has; those it has already stay."""
        for name in ("blind-index", "ledger-signing"):
            if session().get(InstallationKey, name) is None:
                session().add(InstallationKey(name=name, wrapped=self._wrap(os.urandom(32), name.encode())))

    def _read_installation_key(self, name: str) -> bytes:
        if row := session().get(InstallationKey, name):
            return self.own_key_opened(row)
        raise NotInstalled

    def own_key_opened(self, row: InstallationKey) -> bytes:
        """As `opened`, for a key of the installation itself."""
        return self._unwrap(row.wrapped, row.name.encode())

    @property
    def newest_mark(self) -> bytes:
        """The first bytes of every key that is wrapped by the newest master key."""
        self._look_for_new_master()
        return WRAPPED + next(iter(self._masters))

    def rewrapped(self, wrapped: bytes, owner: bytes) -> bytes:
        """The same key, wrapped by the newest master key.

        Args:
            wrapped: as a row holds it, by whichever master key that is still here.
            owner: what it is bound to: the 16 bytes of a person's id, or the name of a key of the installation.

        Raises:
            Tampered: it was changed, is another's, or is wrapped by a master key that is not here.
        """
        self._look_for_new_master()
        return self._wrap(self._unwrap(wrapped, owner), owner)

    def _wrap(self, key: bytes, owner: bytes) -> bytes:
        mark, wrapper = next(iter(self._masters.items()))
        nonce = os.urandom(NONCE_BYTES)
        return WRAPPED + mark + nonce + wrapper.encrypt(nonce, key, b"vault_key\0" + owner)

    def _unwrap(self, wrapped: bytes, owner: bytes) -> bytes:
        if wrapped[:1] == AES_256_GCM:  # from before there could be several master keys
            mark, rest = list(self._masters)[-1], wrapped[1:]
        else:
            mark, rest = wrapped[1 : 1 + MARK_BYTES], wrapped[1 + MARK_BYTES :]
        if mark not in self._masters:
            self._look_for_new_master()
        try:
            return self._masters[mark].decrypt(rest[:NONCE_BYTES], rest[NONCE_BYTES:], b"vault_key\0" + owner)
        except (InvalidTag, KeyError) as refusal:
            raise Tampered from refusal

    def _look_for_new_master(self) -> None:
        """Notice, in every process, that the file of the master key has a new one."""
        if self._key_file is None:
            return
        changed = self._key_file.stat().st_mtime_ns
        if changed != self._read_at:
            self._masters, self._read_at = _masters_in(self._key_file.read_bytes()), changed


def _masters_in(text: bytes) -> dict[bytes, AESGCM]:
    """The ciphers of one or several master keys, newest first, each under its mark."""
    info, keys = b"leadgate vault wrapping", text.replace(b",", b" ").split()
    derived = (HKDF(SHA256(), 32 + MARK_BYTES, None, info).derive(key) for key in keys)
    return {one[32:]: AESGCM(one[:32]) for one in derived}


def fingerprint(text: str) -> str:
    """SHA-256 of a text, in hexadecimal: how notices and files are named."""
    return sha256(text.encode()).hexdigest()


def _place(column: InstrumentedAttribute[Any], row: UUID) -> str:
    return f"{column.class_.__tablename__}.{column.key}.{row}"
