"""The web application: one line per room."""

from pathlib import Path

from flask import Flask
from flask_babel import Babel
from flask_wtf import CSRFProtect

import leadgate
from leadgate.assets import api, me
from leadgate.assets import public as assets_public
from leadgate.assets import studio as assets_studio
from leadgate.consent import public as consent_public
from leadgate.erasure import public as erasure_public
from leadgate.foundation import languages, security, standards, web, wording
from leadgate.foundation.installation import Installation
from leadgate.foundation.markdown import rendered
from leadgate.groups import (
    events as group_events,
)
from leadgate.groups import (
    members,
    members_files,
    members_own,
    moderation,
    moderation_desk,
    moderation_members,
    moderation_talks,
    own_sanctions,
    studio_rules,
)
from leadgate.groups import public as groups_public
from leadgate.groups import shelves as groups_shelves
from leadgate.groups import studio as groups_studio
from leadgate.groups import wording as groups_wording
from leadgate.incidents import office as incidents_office
from leadgate.incidents import wording as incidents_wording
from leadgate.people import me as people_me
from leadgate.people import public as people_public
from leadgate.people import shelves
from leadgate.people.verification import public as verification_public
from leadgate.profiles import me as profiles_me
from leadgate.profiles import shelves as profiles_shelves
from leadgate.profiles import studio as profiles_studio
from leadgate.profiles import wording as profiles_wording
from leadgate.retention import office as retention_office
from leadgate.retention import public as retention_public
from leadgate.retention import wording as retention_wording
from leadgate.rights import me as rights_me
from leadgate.rights import office as rights_office
from leadgate.rights import public as rights_public
from leadgate.rights import wording as rights_wording
from leadgate.staff import studio as staff_studio
from leadgate.surveys import follow_up_studio as surveys_follow_ups
from leadgate.surveys import public as surveys_public
from leadgate.surveys import report_studio as surveys_report
from leadgate.surveys import shelves as surveys_shelves
from leadgate.surveys import studio as surveys_studio
from leadgate.surveys import wording as surveys_wording
from leadgate.surveys import words_studio as surveys_words

TEMPLATES = Path(leadgate.__file__).parent.parent / "templates"
BLUEPRINTS = (
    assets_public.pages,
    api.pages,
    me.pages,
    assets_studio.pages,
    groups_public.pages,
    members.pages,
    members_files.pages,
    members_own.pages,
    group_events.pages,
    own_sanctions.pages,
    moderation.pages,
    moderation_members.pages,
    moderation_talks.pages,
    group_events.moderators,
    moderation_desk.pages,
    studio_rules.pages,
    groups_studio.pages,
    surveys_public.pages,
    surveys_studio.pages,
    surveys_report.pages,
    surveys_words.pages,
    surveys_follow_ups.pages,
    profiles_studio.pages,
    profiles_me.pages,
    consent_public.pages,
    erasure_public.pages,
    verification_public.pages,
    people_public.pages,
    people_me.pages,
    rights_me.pages,
    retention_public.pages,
    rights_public.pages,
    retention_office.pages,
    incidents_office.pages,
    rights_office.pages,
    staff_studio.pages,
    standards.pages,
)


def create_app(here: Installation) -> Flask:
    """The application of one installation."""
    app = Flask("leadgate", template_folder=str(TEMPLATES))
    settings = here.settings
    app.secret_key = here.tokens.session_key
    app.config.update(
        SESSION_COOKIE_NAME=security.cookie_name("staff", settings),
        SESSION_COOKIE_SECURE=settings.secure,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        WTF_CSRF_CHECK_DEFAULT=False,
        WTF_CSRF_TIME_LIMIT=None,
        BABEL_DEFAULT_LOCALE="en",
        BABEL_TRANSLATION_DIRECTORIES="translations",
    )
    Babel(app, locale_selector=languages.babel_locale)
    CSRFProtect(app)
    staff_studio.register(app)
    web.at_work(app, here)
    security.protect(app, settings)
    app.jinja_env.filters["markdown"] = rendered
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    shelves.teach(app, groups_shelves.SHELVES, surveys_shelves.SHELVES, profiles_shelves.SHELVES)
    for words in (
        wording,
        groups_wording,
        surveys_wording,
        profiles_wording,
        retention_wording,
        rights_wording,
        incidents_wording,
    ):
        words.teach(app)
    app.context_processor(lambda: standards.for_every_page(here))
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
    return app
