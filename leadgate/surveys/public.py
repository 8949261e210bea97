"""What respondents see: a survey from its first page to the thanks, by their own link."""

from typing import Any

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from leadgate.consent import circumstances
from leadgate.foundation import languages
from leadgate.foundation.permissions import PUBLIC, allow
from leadgate.foundation.web.forms import TokenButton
from leadgate.surveys import access
from leadgate.surveys.actions import finishing, taking_back
from leadgate.surveys.actions.responses import Stands
from leadgate.surveys.errors import EndedAnonymously
from leadgate.surveys.queries import SurveyGate
from leadgate.surveys.types import ResponseState
from leadgate.surveys.visit import Continued, FirstVisit

pages = Blueprint("surveys", __name__, url_prefix="/s")


@pages.route("/<slug>", methods=["GET", "POST"])
@allow(PUBLIC)
def survey(slug: str) -> ResponseReturnValue:
    """What it is about, what one agrees to, and the first page."""
    visit = FirstVisit(slug)
    if visit.begun:
        return redirect(url_for(".response", slug=slug, token=visit.begun), 303)
    if visit.is_taken():
        return _onward(visit.gate, visit.stands)
    visit.note_seen()
    return render_template("surveys/first.html", visit=visit, gate=visit.gate), visit.form.status


@pages.route("/<slug>/r/<token>", methods=["GET", "POST"])
@allow(PUBLIC)
def response(slug: str, token: str) -> ResponseReturnValue:
    """The next page, or the one asked for; what was answered once it is finished."""
    visit = Continued(slug, token)
    if visit.is_over:
        return render_template("surveys/own.html", opened=visit.opened, gate=visit.gate, form=TokenButton())
    if visit.page is None:
        return render_template("surveys/last.html", visit=visit, gate=visit.gate, form=TokenButton())
    if visit.is_taken():
        return _onward(visit.gate, visit.stands, token)
    return render_template("surveys/page.html", visit=visit, gate=visit.gate), visit.form.status


def _onward(gate: SurveyGate, stands: Stands | None, token: str = "") -> ResponseReturnValue:
    """Where a page leads that was taken: to the next one, or to the end."""
    slug, language = gate.survey.slug, gate.language
    if stands is None or (gate.definition.anonymous and not stands.is_open):
        full = "yes" if stands and stands.was_full else None
        return redirect(url_for(".thanks", slug=slug, lang=language, full=full), 303)
    link = token or access.token_of(stands.response)
    filled_in: dict[str, Any] = {name: values for name, values in request.args.lists() if name.startswith("q.")}
    return redirect(url_for(".response", slug=slug, token=link, lang=language, **filled_in), 303)


@pages.errorhandler(EndedAnonymously)
def ended(found: EndedAnonymously) -> ResponseReturnValue:
    """The end once more, for whoever pressed twice."""
    slug, full = (request.view_args or {})["slug"], "yes" if found.state == ResponseState.SCREENED_OUT else None
    return redirect(url_for(".thanks", slug=slug, lang=languages.of_request(), full=full), 303)


@pages.post("/<slug>/r/<token>/finish")
@allow(PUBLIC)
def finish(slug: str, token: str) -> ResponseReturnValue:
    """Send what is answered, where the last page was saved and nothing came after it."""
    opened, form = access.response(slug, token), TokenButton()
    if form.submitted_to(finishing.finish, opened.gate, opened.row.id):
        return _onward(opened.gate, form.answer)
    return redirect(url_for(".response", slug=slug, token=token), 303)


@pages.post("/<slug>/r/<token>/deletion")
@allow(PUBLIC)
def delete(slug: str, token: str) -> ResponseReturnValue:
    """Delete what was answered."""
    opened, form = access.response(slug, token), TokenButton()
    form.submitted_to(taking_back.take_back, opened.row.id, circumstances=circumstances.of_request())
    return redirect(url_for(".deleted", slug=slug), 303)


@pages.get("/<slug>/deleted")
@allow(PUBLIC)
def deleted(slug: str) -> str:
    """That nothing is kept any more."""
    return render_template("surveys/deleted.html", gate=access.gate(slug))


@pages.get("/<slug>/thanks")
@allow(PUBLIC)
def thanks(slug: str) -> str:
    """The end."""
    return render_template("surveys/thanks.html", gate=access.gate(slug), full="full" in request.args)
