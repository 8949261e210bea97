"""Reading versions of the privacy notice."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, select

from leadgate.foundation.db import session
from leadgate.privacy_notice.models import PrivacyNoticeVersion
from leadgate.privacy_notice.types import NoticeSection, Written, opened

MOST_VERSIONS = 500


@dataclass(frozen=True, slots=True)
class NoticeVersion:
    """One version: since when it was in force, and what it said."""

    number: int
    at: datetime
    sha256: str
    texts: Written

    def language(self, wanted: str) -> str:
        """The language it can be read in: the wanted one, or else one it has."""
        return wanted if wanted in self.texts else next(iter(self.texts))

    def sections(self, wanted: str) -> tuple[NoticeSection, ...]:
        """What it said, in that language."""
        return self.texts[self.language(wanted)]


_NEWEST_FIRST = select(PrivacyNoticeVersion).order_by(PrivacyNoticeVersion.number.desc())


def newest() -> NoticeVersion | None:
    """The one in force; None before the first."""
    return _first(_NEWEST_FIRST)


def numbered(number: int) -> NoticeVersion | None:
    """The version of a number."""
    return _first(_NEWEST_FIRST.where(PrivacyNoticeVersion.number == number))


def in_force_at(moment: datetime) -> NoticeVersion | None:
    """The version somebody read at a moment; None before the first.

    Args:
        moment: in UTC.
    """
    return _first(_NEWEST_FIRST.where(PrivacyNoticeVersion.at <= moment))


def versions() -> list[NoticeVersion]:
    """The newest versions, the newest first."""
    return [_version(row) for row in session().scalars(_NEWEST_FIRST.limit(MOST_VERSIONS))]


def numbers() -> list[tuple[int, datetime]]:
    """The number of each version and since when it was in force, the newest first."""
    columns = select(PrivacyNoticeVersion.number, PrivacyNoticeVersion.at).order_by(PrivacyNoticeVersion.number.desc())
    return [(number, at) for number, at in session().execute(columns.limit(MOST_VERSIONS))]


def _first(which: Select[PrivacyNoticeVersion]) -> NoticeVersion | None:
    row = session().scalar(which.limit(1))
    return _version(row) if row else None


def _version(row: PrivacyNoticeVersion) -> NoticeVersion:
    return NoticeVersion(row.number, row.at, row.sha256, opened(row.texts))
