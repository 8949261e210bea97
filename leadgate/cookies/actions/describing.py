"""Other sites: adding one, writing down what it stores, and freezing that as what its visitors are asked."""

import gzip
from collections.abc import Sequence
from hashlib import sha256
from uuid import UUID

import msgspec
from msgspec.structs import replace
from sqlalchemy import update

from leadgate.cookies import banner_words, hosts, queries
from leadgate.cookies.checking import problems_of
from leadgate.cookies.documents import CookiePurpose, Described, hash_of
from leadgate.cookies.errors import DescriptionChanged, NoSuchSite, NotDescribed, NothingNew
from leadgate.cookies.models import CookieNotice, CookieScript, CookieSite
from leadgate.cookies.types import ConsentMode, Mode, PurposeKind
from leadgate.foundation import audit, clock
from leadgate.foundation.databases.locking import locked
from leadgate.foundation.db import action, add_row, session
from leadgate.foundation.ids import new_id
from leadgate.foundation.slugs import SlugTaken, checked

SHORT = 8


@action
def add_site(
    slug: str,
    title: str,
    origins: Sequence[str],
    *,
    languages: Sequence[str] = ("en",),
    parent_domain: str = "",
    mode: Mode = Mode.MARKED,
    by: UUID | None = None,
) -> UUID:
    """Add a site, with a description that names what the answer itself is kept for.

    Args:
        slug: its name in addresses.
        title: what people call it.
        origins: where its pages are.
        languages: its banner speaks, the first where a visitor reads none of them.
        parent_domain: below which one answer holds; empty for each host alone.
        mode: how is held back what needs a yes.
        by: the staff account; None for the command line.

    Returns:
        Its id.

    Raises:
        BadSlug, SlugTaken: no name, or another site's.
        BadOrigin, NotItsDomain: not where a site can be.
    """
    if queries.is_taken(checked(slug)):
        raise SlugTaken
    here = [hosts.origin(one) for one in origins]
    made = new_id()
    add_row(
        CookieSite,
        id=made,
        slug=slug,
        title=title or slug,
        origins=list(dict.fromkeys(here)),
        parent_domain=hosts.parent_domain(parent_domain, here),
        mode=mode,
        languages=list(languages),
        draft=_written(Described(purposes=(necessary(languages),))),
        edition=1,
        made_at=clock.now(),
        retired_at=None,
    )
    audit.record("cookie-site:add", actor=by, subject=made)
    return made


def necessary(languages: Sequence[str]) -> CookiePurpose:
    """What every site stores: the answer."""
    return usual(PurposeKind.NECESSARY, languages)


def usual(kind: PurposeKind, languages: Sequence[str]) -> CookiePurpose:
    """A purpose of a usual kind in its usual words; without words where these are not known.

    Args:
        kind: of it; it is its short name, too.
        languages: of the site.
    """
    known = banner_words.PURPOSES.get(kind, {})
    said = {one: known[one] for one in languages if one in known}
    titles, texts = ({one: both[at] for one, both in said.items()} for at in (0, 1))
    return CookiePurpose(slug=kind.value, kind=kind, title=titles, text=texts)


@action
def change_site(
    site_id: UUID,
    title: str,
    origins: Sequence[str],
    languages: Sequence[str],
    parent_domain: str,
    mode: Mode,
    consent_mode: ConsentMode,
    *,
    by: UUID | None,
) -> None:
    """Say where a site is and how it asks.

    Args:
        site_id: whose.
        title, origins, languages, parent_domain, mode, by: as for `add_site`.
        consent_mode: what Google's tags are told.

    Raises:
        BadOrigin, NotItsDomain: not where a site can be.
    """
    here = [hosts.origin(one) for one in origins]
    site = _site(site_id)
    site.title, site.origins, site.languages, site.mode = title, list(dict.fromkeys(here)), list(languages), mode
    site.parent_domain = hosts.parent_domain(parent_domain, here)
    site.draft = _written(replace(queries.described(site), consent_mode=consent_mode))
    site.edition += 1
    audit.record("cookie-site:change", actor=by, subject=site_id)


@action
def describe(site_id: UUID, described: Described, *, edition: int, by: UUID | None) -> None:
    """Write down what a site stores; visitors see it once it is published.

    Args:
        site_id: whose.
        described: all of it.
        edition: of the description that was changed.
        by: the staff account; None for the command line.

    Raises:
        DescriptionChanged: somebody else changed it since.
    """
    mine = update(CookieSite).where(CookieSite.id == site_id, CookieSite.edition == edition)
    done = session().execute(mine.values(draft=_written(described), edition=edition + 1))
    if not done.rowcount:  # type: ignore[attr-defined]
        raise DescriptionChanged
    audit.record("cookie-site:describe", actor=by, subject=site_id)


@action
def publish(site_id: UUID, *, by: UUID | None) -> str:
    """Freeze what a site stores as what its visitors are asked from now on; whoever answered is asked again.

    Args:
        site_id: whose.
        by: the staff account; None for the command line.

    Returns:
        The beginning of the notice's hash.

    Raises:
        NotDescribed: something is missing.
        NothingNew: it is what they are asked already.
    """
    site = _site(site_id)
    draft = queries.described(site)
    if problems := [*problems_of(draft, tuple(site.languages))]:
        raise NotDescribed(problems)
    document = queries.shown_by(site, draft).document()
    whole, live = hash_of(document), queries.live_notice(site_id)
    if live and live.sha256 == whole:
        raise NothingNew
    _take_the_place(live)
    told = queries.notices(site_id)
    number, short = max((one.number for one in told), default=0) + 1, whole[:SHORT]
    if earlier := next((one for one in told if one.sha256 == whole), None):
        # What was asked once is asked again: who answered it then has answered.
        earlier.number, earlier.retired_at = number, None
    else:
        add_row(
            CookieNotice,
            id=new_id(),
            site_id=site_id,
            number=number,
            sha256=whole,
            short=short,
            document=document,
            made_at=clock.now(),
            made_by=by,
            retired_at=None,
        )
    session().flush()
    _pin(site)
    audit.record("cookie-site:publish", actor=by, subject=site_id)
    return short


def _site(site_id: UUID) -> CookieSite:
    site = locked(CookieSite, site_id)
    if site is None or site.retired_at:
        raise NoSuchSite
    return site


def _take_the_place(live: CookieNotice | None) -> None:
    if live:
        live.retired_at = clock.now()
        session().flush()


def _pin(site: CookieSite) -> None:
    """Keep the script for pages that name it by its hash; what they name is never changed."""
    content = queries.script_of(site, day=0).encode()
    name = sha256(content).hexdigest()[:SHORT]
    if session().get(CookieScript, (site.id, name)) is None:
        add_row(CookieScript, site_id=site.id, name=name, content=gzip.compress(content, 9), made_at=clock.now())


@action
def retire(site_id: UUID, *, by: UUID | None) -> None:
    """End a site: its script asks nobody any more. What was answered stays provable.

    Args:
        site_id: whose.
        by: the staff account; None for the command line.
    """
    session().execute(update(CookieSite).where(CookieSite.id == site_id).values(retired_at=clock.now()))
    _take_the_place(queries.live_notice(site_id))
    audit.record("cookie-site:retire", actor=by, subject=site_id)


def _written(described: Described) -> str:
    return msgspec.json.encode(described).decode()
