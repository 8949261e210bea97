"""What a visitor of a site may answer: read from the site's notice, and remembered for a few seconds."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import ClassVar
from uuid import UUID
from weakref import WeakKeyDictionary

from leadgate.cookie_choices.errors import NoticeOver
from leadgate.cookies import queries as sites
from leadgate.cookies.documents import read_shown
from leadgate.foundation import clock
from leadgate.foundation.db import Database, database

REMEMBERED = timedelta(seconds=10)
MOST = 500


@dataclass(frozen=True, slots=True)
class Asked:
    """A notice as far as answers to it are concerned.

    Args:
        site_id, notice_id: whose.
        origins: of the site's pages.
        purposes: that were asked, in the order of their bits.
        sold: those of them that a browser's signal ends.
        languages: in which.
        until: when it may not be answered any more; None while it is the newest.
        read_at: when this was read.
    """

    site_id: UUID
    notice_id: UUID
    origins: frozenset[str]
    purposes: tuple[str, ...]
    sold: frozenset[str]
    languages: frozenset[str]
    until: datetime | None
    read_at: datetime

    @property
    def is_fresh(self) -> bool:
        """Whether it may be believed without looking again."""
        now = clock.now()
        return self.read_at <= now < self.read_at + REMEMBERED and (self.until is None or now < self.until)


class _Remembered:
    """What was read last, of each database; what is not there is never remembered, so that it is bounded."""

    known: ClassVar[WeakKeyDictionary[Database, dict[tuple[str, str], Asked]]] = WeakKeyDictionary()

    @classmethod
    def of_database(cls) -> dict[tuple[str, str], Asked]:
        return cls.known.setdefault(database(), {})


def remembered(site: str, short: str) -> Asked | None:
    """What was read a moment ago, if it was.

    Args:
        site: its name in addresses.
        short: the beginning of the notice's hash.
    """
    found = _Remembered.of_database().get((site, short))
    return found if found and found.is_fresh else None


def read(site: str, short: str) -> Asked:
    """What may be answered, as it is now.

    Args:
        site: its name in addresses.
        short: the beginning of the notice's hash.

    Raises:
        NoSuchSite: there is none, or it is retired.
        NoticeOver: it has no such notice, or has had another one for more than an hour.
    """
    of_site = sites.site_of(site)
    notice = sites.answerable(of_site.id, short)
    if notice is None:
        raise NoticeOver
    shown = read_shown(notice.document)
    found = Asked(
        site_id=of_site.id,
        notice_id=notice.id,
        origins=frozenset(of_site.origins),
        purposes=tuple(one.slug for one in shown.described.asked),
        sold=frozenset(one.slug for one in shown.described.asked if one.sells),
        languages=frozenset(shown.languages),
        until=notice.retired_at and notice.retired_at + sites.STILL_TAKEN,
        read_at=clock.now(),
    )
    known = _Remembered.of_database()
    if len(known) >= MOST:
        known.clear()
    known[site, short] = found
    return found
