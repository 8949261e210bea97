"""One running leadgate: its settings and the parts made from them, at hand for the act at work."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field, replace
from typing import Any

from argon2 import PasswordHasher

from leadgate.foundation.configuration.in_force import SettingsInForce
from leadgate.foundation.counters import Counters
from leadgate.foundation.db import Database
from leadgate.foundation.files.storage import Storage
from leadgate.foundation.house.assembly import House
from leadgate.foundation.keys.tokens import Tokens
from leadgate.foundation.keys.vault import Vault
from leadgate.foundation.settings import Settings

_current: ContextVar["Installation"] = ContextVar("installation")
_settings: ContextVar[tuple["Installation", Settings, Settings] | None] = ContextVar("settings", default=None)
"""Of which installation, what was given, and what is in force."""


def _nothing() -> None:
    """A worker's own process needs no hint that there is work, and most have made nothing from the settings."""


@dataclass
class Installation:
    """The parts of one installation; rooms reach it through `installation()`.

    Args:
        given: the settings as they were read where it is installed; `settings` are those in force.
        wake_workers: hints that there is work.
        follow: is called when other settings are in force than before, by whoever has made something from them.
    """

    given: Settings
    house: House
    database: Database
    vault: Vault
    tokens: Tokens
    storage: Storage
    passwords: PasswordHasher = field(default_factory=PasswordHasher)
    wake_workers: Callable[[], None] = _nothing
    follow: Callable[[], None] = _nothing
    counters: Counters = field(init=False)
    in_force: SettingsInForce = field(init=False, default_factory=SettingsInForce)
    _followed: int = field(init=False, default=0)

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
            given=settings,
            house=house,
            database=Database(settings.database_url),
            vault=Vault(settings.master_key, settings.master_key_file),
            tokens=Tokens(settings.secret_key, settings.base_url),
            storage=Storage(settings.storage_url),
        )

    @property
    def settings(self) -> Settings:
        """The settings in force for the act or request at work, the same to its end; those given where none is."""
        found = _settings.get()
        return found[2] if found and found[0] is self and found[1] is self.given else self.given

    @contextmanager
    def opened(self) -> Iterator["Installation"]:
        """Let the block work on this installation."""
        token = _current.set(self)
        settings = _settings.set((self, self.given, self.in_force.over(self.given, self.database)))
        try:
            with self.database.opened():
                self._follow()
                yield self
        finally:
            _settings.reset(settings)
            _current.reset(token)

    @contextmanager
    def saying(self, texts: Mapping[str, str]) -> Iterator[None]:
        """Let the block work as if these were chosen, too; nothing is written.

        Args:
            texts: by the names of wordings; an empty one is as if nothing were chosen.
        """
        with self.as_if(texts={**self.settings.texts, **texts}):
            yield

    @contextmanager
    def as_if(self, **settings: Any) -> Iterator[None]:
        """Let the block work as if these settings were in force; nothing is written.

        Args:
            settings: by the names of fields of `Settings`.
        """
        token = _settings.set((self, self.given, replace(self.settings, **settings)))
        try:
            yield
        finally:
            _settings.reset(token)

    def _follow(self) -> None:
        if self.settings.version != self._followed:
            self._followed = self.settings.version
            self.follow()


def installation() -> Installation:
    """The installation at work."""
    return _current.get()
