"""Purposes in the studio."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from leadgate.consent import figures
from leadgate.consent.actions import purposes
from leadgate.consent.errors import UnknownPurpose
from leadgate.consent.figures import PurposeFigures
from leadgate.foundation.installation import installation
from leadgate.foundation.permissions import allow
from leadgate.foundation.web.forms import Button
from leadgate.purposes import telling, wording
from leadgate.purposes.forms import LETTERS, SHARED, new_form, words_form
from leadgate.purposes.room import EDIT, VIEW

pages = Blueprint("purposes", __name__, url_prefix="/studio/purposes")


@pages.get("/")
@allow(VIEW)
def index() -> str:
    """Every purpose, and how many agree."""
    listed = [telling.told(one) for one in figures.every_purpose()]
    return render_template("purposes/index.html", listed=listed, asked_for=_spoken())


@pages.route("/new", methods=["GET", "POST"])
@allow(EDIT)
def new() -> ResponseReturnValue:
    """Make one."""
    form = new_form(_spoken())
    kind = {"shares": form.kind.data == SHARED, "sends": form.kind.data == LETTERS}
    if form.submitted_to(lambda: wording.make(form.slug.data or "", form.words(), **kind, by=current_user.id)):
        flash(_("It is there. Tick it on the pages that are to offer it."))
        return redirect(url_for(".purpose", slug=form.answer, saved=1), 303)
    return render_template("purposes/new.html", form=form), form.status


@pages.get("/<slug>")
@allow(VIEW)
def purpose(slug: str) -> str:
    """One: how its box looks, who said what, and every wording it had."""
    found = _purpose(slug)
    told = {"one": telling.told(found), "wordings": figures.wordings_of(found)}
    return render_template("purposes/purpose.html", asked_for=_spoken(), form=Button(), **told)


@pages.route("/<slug>/wording", methods=["GET", "POST"])
@allow(EDIT)
def word(slug: str) -> ResponseReturnValue:
    """Word it otherwise."""
    found = _purpose(slug)
    form = words_form(_spoken(), wording.as_typed(found))
    kind = {"shares": found.purpose.shares, "sends": found.purpose.sends}
    if form.submitted_to(lambda: wording.word_anew(slug, form.words(), **kind, by=current_user.id)):
        flash(_("From now on it is shown in these words."))
        return redirect(url_for(".purpose", slug=slug), 303)
    return render_template("purposes/wording.html", one=found, form=form), form.status


@pages.post("/<slug>/state")
@allow(EDIT)
def state(slug: str) -> ResponseReturnValue:
    """Offer it no longer, or again."""
    found = _purpose(slug)
    act = purposes.retire_purpose if request.form.get("state") == "retired" else purposes.offer_again
    Button().submitted_to(act, found.purpose.slug, by=current_user.id)
    return redirect(url_for(".purpose", slug=slug), 303)


def _purpose(slug: str) -> PurposeFigures:
    found = figures.purpose_figures(slug)
    if found is None:
        raise UnknownPurpose
    return found


def _spoken() -> tuple[str, ...]:
    return tuple(installation().settings.languages)
