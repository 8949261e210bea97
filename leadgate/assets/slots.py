"""What assets put on pages of others: on the front page, on one's own page, and on the pages all staff have."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from flask import render_template
from flask_babel import gettext
from sqlalchemy import or_, select

from leadgate.assets import queries
from leadgate.assets.links import ready_token
from leadgate.assets.models import Asset, AssetPurpose, Grant
from leadgate.assets.room import LEAD_LOOK
from leadgate.foundation import clock
from leadgate.foundation.db import session
from leadgate.foundation.house.staff_pages import MOST_HITS, Finder, FirstStep, FoundThing, HomeLine, HomePart, Told
from leadgate.foundation.installation import installation
from leadgate.foundation.mail.addresses import NotAnAddress, parsed
from leadgate.foundation.wording import day
from leadgate.foundation.words import text as _
from leadgate.people import browser
from leadgate.people import queries as people

SOON, MOST_DATES = timedelta(days=7), 5


def to_get() -> str:
    """What is open to everybody now."""
    return render_template("assets/_front.html", assets=queries.published(), covers=queries.covers())


def for_searchers() -> str:
    """The open gates, as a search engine reads them."""
    find = installation().house.answer("assets.twins")
    return render_template("assets/_sitemap.xml", assets=queries.published(), twins=find(None) if find else {})


def mine() -> str:
    """What the reader may download."""
    person = browser.reader()
    if person is None:
        return ""
    held = [(one, ready_token(one.grant_id)) for one in queries.held_by(person.id)]
    return render_template("assets/_mine.html", held=held)


def _dates(_since: datetime) -> Sequence[Told]:
    now = clock.now()
    soon = [column.between(now, now + SOON) for column in (Asset.opens_at, Asset.closes_at)]
    due = select(Asset).where(Asset.published_at.is_not(None), Asset.retired_at.is_(None), or_(*soon))
    return [_date(asset, now) for asset in session().scalars(due.order_by(Asset.closes_at, Asset.id).limit(MOST_DATES))]


def _date(asset: Asset, now: datetime) -> Told:
    if asset.opens_at and asset.opens_at > now:
        said = gettext("“%(title)s” opens on %(day)s", title=asset.title, day=day(asset.opens_at))
    else:
        assert asset.closes_at
        said = gettext("“%(title)s” closes on %(day)s", title=asset.title, day=day(asset.closes_at))
    return Told(said, values={"asset_id": asset.id})


def _came_any() -> bool:
    return session().scalar(select(Grant.id).limit(1)) is not None


def _named(typed: str) -> Sequence[FoundThing]:
    fits = (column.icontains(typed, autoescape=True) for column in (Asset.title, Asset.slug))
    found = select(Asset).where(or_(*fits)).order_by(Asset.made_at.desc()).limit(MOST_HITS)
    return [
        FoundThing(one.title, {"asset_id": one.id}, f"/a/{one.slug}", language=one.language)
        for one in session().scalars(found)
    ]


def _asked_for_by(typed: str) -> Sequence[FoundThing]:
    try:
        person = people.id_with(people.index_of(parsed(typed)))
    except NotAnAddress:
        return []
    if person is None:
        return []
    mine = select(Asset, Grant.granted_at).join(Grant, Grant.asset_id == Asset.id)
    mine = mine.where(Grant.person_id == person, Grant.person_id.not_in(people.restricted_people()))
    rows = session().execute(mine.order_by(Grant.granted_at.desc()).limit(MOST_HITS))
    return [FoundThing(asset.title, {"asset_id": asset.id}, day(at), person, asset.language) for asset, at in rows]


DATES = HomeLine(HomePart.NEXT, "assets_studio.asset", _dates)
TRIED = FirstStep(
    _("Try it yourself"),
    _("Ask for it on its page with an address of your own, press the link in the letter, and look at what people get."),
    _came_any,
    "owners#try-it-yourself",
    "assets_studio.index",
    "assets_studio.state",
    order=60,
)
ASSETS = Finder(_("Landing pages"), "assets_studio.asset", _named)
LEADS_OF = Finder(_("What this person asked for"), "assets_studio.leads", _asked_for_by, LEAD_LOOK)


def offering(purpose: UUID) -> str:
    """The pages that offer a purpose, newest first."""
    mine = select(Asset).join(AssetPurpose).where(AssetPurpose.purpose_id == purpose, Asset.retired_at.is_(None))
    return render_template("assets/_offering.html", assets=session().scalars(mine.order_by(Asset.made_at.desc())).all())
