"""One running leadgate: its settings and the parts made from them, at hand for the act at work."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field

from argon2 import PasswordHasher

from leadgate.foundation.counters import Counters
from leadgate.foundation.db import Database
from leadgate.foundation.files.storage import Storage
from leadgate.foundation.house.assembly import House
from leadgate.foundation.keys.tokens import Tokens
from leadgate.foundation.keys.vault import Vault
from leadgate.foundation.settings import Settings

_current: ContextVar["Installation"] = ContextVar("installation")


def _no_nudge() -> None:
    """A worker's own process needs no hint that there is work."""


@dataclass
class Installation:
    """The parts of one installation; rooms reach it through `installation()`."""

    settings: Settings
    house: House
    database: Database
    vault: Vault
    tokens: Tokens
    storage: Storage
    passwords: PasswordHasher = field(default_factory=PasswordHasher)
    wake_workers: Callable[[], None] = _no_nudge
    counters: Counters = field(init=False)

    def __post_init__(self) -> None:
        """Let counts be written on this installation whenever their time has come."""
        self.counters = Counters(self.opened)

    @classmethod
    def built_from(cls, settings: Settings, house: House) -> "Installation":
        """An installation with every part made; nothing is connected yet.

        Args:
            settings: as they were read and checked.
            house: assembled from the rooms; its tables are loaded here.
        """
        house.load_tables()
        return cls(
            settings=settings,
            house=house,
            database=Database(settings.database_url),
            vault=Vault(settings.master_key, settings.master_key_file),
            tokens=Tokens(settings.secret_key, settings.base_url),
            storage=Storage(settings.storage_url),
        )

    @contextmanager
    def opened(self) -> Iterator["Installation"]:
        """Let the block work on this installation."""
        token = _current.set(self)
        try:
            with self.database.opened():
                yield self
        finally:
            _current.reset(token)


def installation() -> Installation:
    """The installation at work."""
    return _current.get()
