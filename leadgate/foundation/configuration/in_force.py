"""The settings in force: those that were given, with the newest version of what was chosen in the studio over them.

Every process looks at most once a second whether there is a newer version; what an act or a request began with stays
in force to its end.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from pathlib import Path
from threading import Lock

from sqlalchemy import bindparam, select
from sqlalchemy.exc import SQLAlchemyError

from leadgate.foundation import clock
from leadgate.foundation.configuration.choices import laid_over
from leadgate.foundation.configuration.versions import SettingsVersion
from leadgate.foundation.db import Database
from leadgate.foundation.settings import Settings

FRESH, AFTER_SILENCE = timedelta(seconds=1), timedelta(seconds=10)
"""Until it is looked again; longer after a database that did not answer, because each look may wait for it."""
_NEWER = (
    select(SettingsVersion.number, SettingsVersion.texts)
    .where(SettingsVersion.number > bindparam("known"))
    .order_by(SettingsVersion.number.desc())
    .limit(1)
)


class SettingsInForce:
    """What this process knows of them."""

    def __init__(self) -> None:
        self._looked_at: datetime | None = None
        self._fresh_for = FRESH
        self._version: tuple[int, Mapping[str, str]] = (0, {})
        self._made: tuple[Settings, int, Settings] | None = None
        self._looks = Lock()

    def over(self, given: Settings, database: Database) -> Settings:
        """The settings in force.

        Args:
            given: where leadgate is installed.
            database: that has what was chosen; where it does not answer, what is known stays in force.
        """
        # One thread looks, and the others go on with what is known; before the first look nothing is.
        if not self._is_fresh() and self._looks.acquire(blocking=self._looked_at is None):
            try:
                if not self._is_fresh():
                    self._look(database)
            finally:
                self._looks.release()
        number, texts = self._version
        if (made := self._made) and made[0] is given and made[1] == number:
            return made[2]
        found = laid_over(given, texts, number)
        self._made = (given, number, found)
        return found

    def look_again(self) -> None:
        """Look before the next act or request begins."""
        self._looked_at = None

    def _is_fresh(self) -> bool:
        return self._looked_at is not None and timedelta() <= clock.now() - self._looked_at < self._fresh_for

    def _look(self, database: Database) -> None:
        self._fresh_for = FRESH
        try:
            if not database.is_sqlite or Path(database.url.database or "").is_file():  # to look would make the file
                with database.reader.connect() as connection:
                    if newer := connection.execute(_NEWER, {"known": self._version[0]}).first():
                        self._version = (newer.number, newer.texts)
        except SQLAlchemyError:  # not installed yet, or out of reach: whoever needs the database says so
            self._fresh_for = AFTER_SILENCE
        self._looked_at = clock.now()
