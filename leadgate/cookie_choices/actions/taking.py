"""Taking a choice: one row for one number, whatever comes how often."""

from datetime import timedelta
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import Boolean, Date, LargeBinary, SmallInteger, String, bindparam, select
from sqlalchemy.dialects import postgresql, sqlite

from leadgate.cookie_choices import asked
from leadgate.cookie_choices.asked import Asked
from leadgate.cookie_choices.errors import ForeignOrigin, NotAChoice
from leadgate.cookie_choices.models import CookieChoice, CookieWording
from leadgate.cookie_choices.sent import SentChoice
from leadgate.foundation import clock
from leadgate.foundation.databases.upserting import upsert
from leadgate.foundation.db import action, database, run, session
from leadgate.foundation.limits import Limit, spend

PER_NETWORK = Limit("cookie-choice", 300, timedelta(minutes=1))
"""Many visitors come through one network, each with a choice in half a year."""


def take(site: str, sent: SentChoice, *, origin: str, network: str) -> None:
    """Keep what a visitor chose; again is the same row.

    What was read of the site a moment ago is believed only where it takes the choice: before anything is refused, it
    is read anew.

    Args:
        site: its name in addresses.
        sent: what the script sent.
        origin: of the page that sent it.
        network: whence it came, for the limit; it is not kept.

    Raises:
        NoSuchSite, NoticeOver: there is no such thing to answer.
        ForeignOrigin, NotAChoice: it does not come from the site's pages.
        TooMany: too many come from one network.
    """
    known = asked.remembered(site, sent.notice)
    believed = _believed(known, sent, origin) if known else None
    if believed and _keep(believed, network):
        return
    fresh = asked.read(site, sent.notice)
    values = _values(fresh, sent, origin)
    if (believed == values and _is_there(values["id"])) or (believed is None and _keep(values, network)):
        return
    make_wording(fresh.site_id, fresh.notice_id, sent.language)
    _keep(values)


def _believed(known: Asked, sent: SentChoice, origin: str) -> dict[str, Any] | None:
    try:
        return _values(known, sent, origin)
    except (ForeignOrigin, NotAChoice):
        return None


def _is_there(number: bytes) -> bool:
    return session().scalar(select(CookieChoice.id).where(CookieChoice.id == number)) is not None


def _values(known: Asked, sent: SentChoice, origin: str) -> dict[str, Any]:
    if origin not in known.origins:
        raise ForeignOrigin
    if sent.language not in known.languages:
        raise NotAChoice
    return {
        "id": sent.hashed,
        "allowed": sent.bits(known.purposes, known.sold),
        "how": sent.how,
        "gpc": sent.gpc,
        "day": clock.now().date(),
        "notice": known.notice_id,
        "language": sent.language,
    }


@action
def _keep(values: dict[str, Any], network: str = "") -> bool:
    """Write the row; answers False where it is there already, or its wording is not."""
    if network:  # that came once, however often it is tried
        spend((PER_NETWORK, network))
    return run(_keeping(database().is_sqlite), values).first() is not None


@cache
def _keeping(is_sqlite: bool) -> Any:
    """The statement, worked out once: the wording is found by the database itself, so that nobody names one that is
    not there.
    """
    given = (
        bindparam("id", type_=LargeBinary),
        CookieWording.id,
        bindparam("allowed", type_=SmallInteger),
        bindparam("how", type_=String),
        bindparam("gpc", type_=Boolean),
        bindparam("day", type_=Date),
    )
    worded = select(*given).where(
        CookieWording.notice_id == bindparam("notice"), CookieWording.language == bindparam("language")
    )
    insert: Any = sqlite.insert if is_sqlite else postgresql.insert
    names = ["id", "wording", "allowed", "how", "gpc", "day"]
    return insert(CookieChoice).from_select(names, worded).on_conflict_do_nothing().returning(CookieChoice.id)


@action
def make_wording(site_id: UUID, notice_id: UUID, language: str) -> None:
    """Give a notice in a language its small number, where it has none.

    Args:
        site_id, notice_id: whose.
        language: one of the notice's.
    """
    row = {"site_id": site_id, "notice_id": notice_id, "language": language}
    session().execute(upsert(CookieWording).values(row).on_conflict_do_nothing())
