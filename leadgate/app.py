"""The web application, made of what the rooms of the house declare."""

from importlib.metadata import version
from pathlib import Path

from flask import Flask
from flask_babel import Babel
from flask_wtf import CSRFProtect
from markupsafe import Markup

import leadgate
from leadgate.foundation import house_check, languages, local_time
from leadgate.foundation.brand import contrast
from leadgate.foundation.brand import pages as brand
from leadgate.foundation.configuration.parsing import SPOKEN
from leadgate.foundation.house import views_check
from leadgate.foundation.house.assembly import House
from leadgate.foundation.installation import Installation
from leadgate.foundation.transfer import compressing, versioned
from leadgate.foundation.web import cookies, direct, security, standards, subpath, ways
from leadgate.foundation.web import requests as web
from leadgate.foundation.web.markdown import rendered
from leadgate.foundation.web.rail import rail
from leadgate.foundation.wordings.showing import wording

TEMPLATES = Path(leadgate.__file__).parent.parent / "templates"


def create_app(here: Installation) -> Flask:
    """The application of one installation.

    Raises:
        UnfinishedRoom: a room of its house declares too little, or something twice.
    """
    house = here.house
    house_check.check(house, TEMPLATES, languages.catalogues(SPOKEN))
    app = Flask("leadgate", template_folder=str(TEMPLATES))
    app.secret_key = here.tokens.session_key
    app.session_interface = security.StaffSessions()
    app.config.update(
        APPLICATION_ROOT=cookies.cookie_path(here.settings),
        SESSION_COOKIE_NAME=cookies.cookie_name("staff", here.settings),
        SESSION_COOKIE_SECURE=here.settings.secure,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        WTF_CSRF_CHECK_DEFAULT=False,
        WTF_CSRF_TIME_LIMIT=None,
        BABEL_DEFAULT_LOCALE="en",
        BABEL_TRANSLATION_DIRECTORIES="translations",
    )
    Babel(app, locale_selector=languages.babel_locale, timezone_selector=lambda: local_time.zone().key)
    app.url_defaults(languages.keep_chosen)
    versioned.version_static_files(app)
    CSRFProtect(app)
    direct.answer_before(app, house.direct, here.settings)
    web.at_work(app, here)
    subpath.serve_below(app, here.settings.base_path)
    compressing.compress_answers(app)
    security.protect(app, here.settings)
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.filters |= {"markdown": rendered, "own_name": languages.own_name}
    app.jinja_env.globals["gap"] = languages.gap
    app.jinja_env.globals.update(slots=_shown_on(house), nav=ways.nav, way=ways.way, may_use=ways.may_use, rail=rail)
    app.jinja_env.globals.update(
        version=version("leadgate"),
        browser_path=ways.browser_path,
        this_page=ways.this_page,
        kept_in_address=ways.kept_in_address,
    )
    app.jinja_env.globals.update(brand=brand.brand, accent=brand.accent, text_on=contrast.text_on, wording=wording)
    app.context_processor(lambda: standards.for_every_page(here))
    _furnish(app, house)
    return app


def _furnish(app: Flask, house: House) -> None:
    """Give an application the views of every room, and what its templates need."""
    for room in house.rooms:
        if room.init_app:
            house.resolve(room, room.init_app)(app)
        for view in room.views:
            app.register_blueprint(house.resolve(room, view))
    views_check.check(app, house)


def _shown_on(house: House) -> object:
    def slots(place: str, **about: object) -> list[Markup]:
        return [Markup(show(**about)) for show in house.slots(place)]  # noqa: S704 - made by our own templates

    return slots
