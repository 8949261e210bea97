"""How the site looks: its colours, its name and pictures, and what it says of itself on every page."""

from collections.abc import Mapping
from dataclasses import dataclass

from flask import Blueprint, Response, redirect, request, url_for
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from leadgate.foundation import languages
from leadgate.foundation.brand.contrast import text_on
from leadgate.foundation.installation import installation
from leadgate.foundation.permissions import PUBLIC, allow
from leadgate.foundation.settings import BrandPicture, Settings
from leadgate.foundation.web.ways import browser_path, way

pages = Blueprint("brand", __name__)
FOREVER, AN_HOUR = "public, max-age=31536000, immutable", "public, max-age=3600"
ICON = Markup(
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64"><rect width="64" height="64" rx="12" fill="{fill}"/>'
    '<text x="32" y="33" fill="{on}" font-family="Georgia,serif" font-size="40" font-weight="700"'
    ' text-anchor="middle" dominant-baseline="central">{letter}</text></svg>'
)


@dataclass(frozen=True, slots=True)
class ShownText:
    """A text of the site's own, and the language it is in."""

    text: str
    language: str


@dataclass(frozen=True, slots=True)
class ShownBrand:
    """What pages show of the brand.

    Args:
        colours, icon, logo: addresses; none where there is no such picture.
        front, footer: what the site says of itself; none where nothing is.
        imprint: where the imprint is; empty where none is named.
    """

    colours: str
    icon: str
    icon_is_drawn: bool
    logo: str | None
    logo_size: BrandPicture | None
    front: ShownText | None
    footer: ShownText | None
    imprint: str


def brand() -> ShownBrand:
    """What the page at hand shows."""
    settings = installation().settings
    icon, logo = _icon_address(settings.brand.icon), _logo_address(settings.brand.logo)
    return ShownBrand(
        url_for("brand.colours", v=_mark(settings)),
        icon or url_for("brand.favicon", v=_mark(settings)),
        bool(icon),
        logo,
        settings.brand.logo,
        _in_language(settings.front_texts),
        _in_language(settings.footer_texts),
        browser_path(imprint) if (imprint := settings.imprint_url).startswith("/") else imprint,
    )


def _logo_address(logo: BrandPicture | None) -> str | None:
    return way("brand-logo", v=picture_mark(logo)) if logo else None


def _icon_address(icon: BrandPicture | None) -> str | None:
    return way("brand-icon", v=picture_mark(icon)) if icon else None


def picture_mark(picture: BrandPicture) -> str:
    """What names a picture in its address; another one has another mark."""
    return picture.id.hex[-8:]


def accent() -> str:
    """The accent, for mails: they have no style sheet."""
    return installation().settings.accent


def _mark(settings: Settings) -> str:
    """Names what the colours are made of, so that browsers may keep them for good."""
    return f"{settings.accent}{settings.brand.accent_dark}{settings.site_name[:1]}".replace("#", "")


def _in_language(texts: Mapping[str, str]) -> ShownText | None:
    """A text in the language of the page; in the first one of the site that has it, where that one has none."""
    order = (languages.current(), *installation().settings.languages)
    return next((ShownText(texts[tag], tag) for tag in order if texts.get(tag)), None)


def _cached(body: str, mimetype: str) -> Response:
    kept = FOREVER if request.args.get("v") == _mark(installation().settings) else AN_HOUR
    return Response(body, mimetype=mimetype, headers={"Cache-Control": kept})


@pages.get("/accent.css")
@allow(PUBLIC)
def colours() -> Response:
    """The accent of light and of dark pages."""
    settings = installation().settings
    dark = f";--accent-dark:{settings.brand.accent_dark}" if settings.brand.accent_dark else ""
    return _cached(f":root{{--accent:{settings.accent}{dark}}}", "text/css")


@pages.get("/favicon.svg")
@allow(PUBLIC)
def favicon() -> Response:
    """The first letter of the site's name in its colour, for the tab of the browser."""
    settings = installation().settings
    letter = settings.site_name.strip()[:1].upper()
    return _cached(ICON.format(fill=settings.accent, on=text_on(settings.accent), letter=letter), "image/svg+xml")


@pages.get("/favicon.ico")
@allow(PUBLIC)
def favicon_unasked() -> ResponseReturnValue:
    """What browsers ask for that have not read any page."""
    drawn = _icon_address(installation().settings.brand.icon)
    return redirect(drawn or url_for("brand.favicon"), 302)
