"""What the staff write about what another site stores: purposes, services, the banner's words."""

from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user
from msgspec.structs import replace
from werkzeug.wrappers import Response

from leadgate.cookies import banner_words, editing, queries
from leadgate.cookies.actions import describing
from leadgate.cookies.documents import Described
from leadgate.cookies.errors import NoSuchSite
from leadgate.cookies.forms import EMPTY_ROWS, purpose_form, service_form, words_form
from leadgate.cookies.room import EDIT
from leadgate.cookies.types import PurposeKind
from leadgate.foundation.permissions import allow
from leadgate.foundation.web.forms import Button, PageForm

pages = Blueprint("cookies_describing", __name__, url_prefix="/studio/cookies/<slug>")


def _keep(site_id: UUID, described: Described) -> None:
    edition = request.form.get("edition", "")
    describing.describe(site_id, described, edition=int(edition) if edition.isdecimal() else 0, by=current_user.id)


def _back(slug: str, said: str = "") -> Response:
    if said:
        flash(said)
    return redirect(url_for("cookies.site", slug=slug, _anchor="stored"), 303)


def _kept(form: PageForm, site_id: UUID, described: Described) -> bool:
    done = bool(form.submitted_to(_keep, site_id, described))
    if form.refusal:
        flash(form.refusal, "refused")
    return done


@pages.post("/purposes")
@allow(EDIT)
def add_purpose(slug: str) -> ResponseReturnValue:
    """Add a purpose of a usual kind in its usual words."""
    site, form, kind = queries.site_of(slug), Button(), request.form.get("kind", "")
    described = queries.described(site)
    if kind not in set(PurposeKind):
        raise NoSuchSite
    made = describing.usual(PurposeKind(kind), site.languages)
    if _kept(form, site.id, editing.with_purpose(described, made.slug, made)):
        return redirect(url_for(".purpose", slug=slug, purpose=made.slug), 303)
    return _back(slug)


@pages.route("/purposes/<purpose>", methods=["GET", "POST"])
@allow(EDIT)
def purpose(slug: str, purpose: str) -> ResponseReturnValue:
    """Word a purpose, and say what it is."""
    site = queries.site_of(slug)
    described = queries.described(site)
    one = editing.purpose_in(described, purpose)
    form = purpose_form(site.languages, one)
    if form.submitted_to(lambda: _keep(site.id, editing.with_purpose(described, purpose, form.purpose(one)))):
        return _back(slug, _("Saved. Visitors see it once it is published."))
    return render_template("cookies/purpose.html", site=site, one=one, form=form), form.status


@pages.post("/purposes/<purpose>/move")
@allow(EDIT)
def move_purpose(slug: str, purpose: str) -> ResponseReturnValue:
    """Show a purpose before the one above it."""
    site = queries.site_of(slug)
    _kept(Button(), site.id, editing.moved_up(queries.described(site), purpose))
    return _back(slug)


@pages.post("/purposes/<purpose>/remove")
@allow(EDIT)
def remove_purpose(slug: str, purpose: str) -> ResponseReturnValue:
    """Take a purpose out, with its services."""
    site = queries.site_of(slug)
    _kept(Button(), site.id, editing.without_purpose(queries.described(site), purpose))
    return _back(slug)


@pages.route("/purposes/<purpose>/services/new", methods=["GET", "POST"], defaults={"at": None})
@pages.route("/purposes/<purpose>/services/<int:at>", methods=["GET", "POST"])
@allow(EDIT)
def service(slug: str, purpose: str, at: int | None) -> ResponseReturnValue:
    """Say who stores something or gets data, and what."""
    site = queries.site_of(slug)
    described = queries.described(site)
    one = editing.purpose_in(described, purpose)
    form = service_form(site.languages, None if at is None else editing.service_in(one, at))
    if "rows" in request.form:
        for _row in range(EMPTY_ROWS):
            form.stored.append_entry()
    elif form.submitted_to(lambda: _keep(site.id, editing.with_service(described, purpose, at, form.service()))):
        return _back(slug, _("Saved. Visitors see it once it is published."))
    return render_template("cookies/service.html", site=site, purpose=one, at=at, form=form), form.status


@pages.post("/purposes/<purpose>/services/<int:at>/remove")
@allow(EDIT)
def remove_service(slug: str, purpose: str, at: int) -> ResponseReturnValue:
    """Take a service out."""
    site = queries.site_of(slug)
    _kept(Button(), site.id, editing.without_service(queries.described(site), purpose, at))
    return _back(slug)


@pages.route("/words/<language>", methods=["GET", "POST"])
@allow(EDIT)
def words(slug: str, language: str) -> ResponseReturnValue:
    """Say otherwise what the banner says in a language."""
    site = queries.site_of(slug)
    described = queries.described(site)
    if language not in site.languages:
        raise NoSuchSite
    form = words_form(described.words.get(language, {}))
    if form.submitted_to(lambda: _keep(site.id, replace(described, words={**described.words, language: form.said()}))):
        return _back(slug, _("Saved. Visitors see it once it is published."))
    usual = banner_words.words_in(language, {})
    return render_template("cookies/words.html", site=site, tag=language, form=form, usual=usual), form.status
