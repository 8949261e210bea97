"""Reading other sites: what they store, what their visitors were shown, and the script that shows it."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

from sqlalchemy import select

from leadgate.cookies import banner_words
from leadgate.cookies.changes import new_since
from leadgate.cookies.documents import Described, Shown, hash_of, read_described, read_shown
from leadgate.cookies.errors import NoSuchSite
from leadgate.cookies.models import CookieNotice, CookieScript, CookieSite
from leadgate.cookies.script.settings import script
from leadgate.cookies.types import Mode
from leadgate.foundation import clock
from leadgate.foundation.db import session
from leadgate.foundation.installation import installation

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
STILL_TAKEN = timedelta(hours=1)
"""So long after its end a notice may still be answered: pages that were open, and scripts browsers kept."""


def sites() -> list[CookieSite]:
    """All sites that ask, by title."""
    return [*session().scalars(select(CookieSite).where(CookieSite.retired_at.is_(None)).order_by(CookieSite.title))]


def site_of(slug: str) -> CookieSite:
    """A site by its name in addresses.

    Raises:
        NoSuchSite: there is none, or it is retired.
    """
    found = session().scalar(select(CookieSite).where(CookieSite.slug == slug, CookieSite.retired_at.is_(None)))
    if found is None:
        raise NoSuchSite
    return found


def is_taken(slug: str) -> bool:
    """Whether a site has or had this name."""
    return session().scalar(select(CookieSite.id).where(CookieSite.slug == slug)) is not None


def described(site: CookieSite) -> Described:
    """What it stores, as it is being written."""
    return read_described(site.draft)


def shown_by(site: CookieSite, draft: Described) -> Shown:
    """The notice a description would make, with all words filled in.

    Args:
        site: whose.
        draft: what it stores.
    """
    words = {one: banner_words.words_in(one, draft.words.get(one, {})) for one in site.languages}
    whole = Described(purposes=draft.purposes, words=words, consent_mode=draft.consent_mode)
    return Shown(site=site.slug, title=site.title, languages=tuple(site.languages), described=whole)


def notices(site: UUID) -> list[CookieNotice]:
    """All that visitors of a site were ever shown, newest first."""
    mine = select(CookieNotice).where(CookieNotice.site_id == site)
    return [*session().scalars(mine.order_by(CookieNotice.number.desc()))]


def live_notice(site: UUID) -> CookieNotice | None:
    """What its visitors are shown now; None before anything was published."""
    return session().scalar(select(CookieNotice).where(CookieNotice.site_id == site, CookieNotice.retired_at.is_(None)))


def answerable(site: UUID, short: str) -> CookieNotice | None:
    """The notice a visitor's answer may name: the newest, or one that ended within the hour.

    Args:
        site: whose visitor.
        short: the beginning of its hash.
    """
    found = session().scalar(select(CookieNotice).where(CookieNotice.site_id == site, CookieNotice.short == short))
    return found if found and (found.retired_at is None or found.retired_at > clock.now() - STILL_TAKEN) else None


def script_of(site: CookieSite, *, day: int | None = None) -> str:
    """The script of what a site asks now.

    Args:
        site: whose.
        day: as `script.settings.script` takes it; today where none is given.

    Raises:
        NoSuchSite: nothing was published for it.
    """
    told = notices(site.id)[:2]
    if not told or told[0].retired_at:
        raise NoSuchSite
    shown, *before = (read_shown(one.document) for one in told)
    settings = installation().settings
    return script(
        shown,
        told[0].short,
        base_url=settings.base_url,
        parent_domain=site.parent_domain,
        new=new_since(shown, before[0] if before else None),
        day=(clock.now() - EPOCH).days if day is None else day,
        choice_days=settings.cookie_choice_days,
        by_policy=site.mode == Mode.POLICY,
    )


def preview_script_of(site: CookieSite) -> str:
    """The script of what a site would ask if it were published now; it shows itself in frames, and keeps nothing.

    Args:
        site: whose.
    """
    shown, live = shown_by(site, described(site)), live_notice(site.id)
    new = new_since(shown, read_shown(live.document)) if live else {}
    text = script(shown, "00000000", base_url="", parent_domain="", new=new, day=0, choice_days=0, is_preview=True)
    # It stands in a page, where nothing in it may end the script.
    return text.replace("</", r"<\/").replace("<!--", r"<\!--")


def is_published(site: CookieSite, draft: Described) -> bool:
    """Whether visitors are asked by what is written.

    Args:
        site: whose.
        draft: what is written.
    """
    live = live_notice(site.id)
    return live is not None and live.sha256 == hash_of(shown_by(site, draft).document())


def pinned(site: UUID, name: str) -> bytes:
    """A script that was kept for good, gzipped.

    Args:
        site: whose.
        name: the beginning of its hash.

    Raises:
        NoSuchSite: there is none of that name.
    """
    found = session().get(CookieScript, (site, name))
    if found is None:
        raise NoSuchSite
    return found.content


def newest_pinned(site: UUID) -> CookieScript | None:
    """The script a page may name by its hash, newest first."""
    mine = select(CookieScript).where(CookieScript.site_id == site)
    return session().scalar(mine.order_by(CookieScript.made_at.desc()).limit(1))
