"""What marketers see of imports: all of a survey, what a file would become, taking it in, taking it out again."""

from uuid import UUID

from flask import Blueprint, Response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from leadgate.foundation import languages
from leadgate.foundation.permissions import after_proof, allow
from leadgate.foundation.web.bodies import takes
from leadgate.foundation.web.forms import Button
from leadgate.survey_imports import queries
from leadgate.survey_imports.actions import importing, taking_in, taking_out
from leadgate.survey_imports.forms import ResponsesFile
from leadgate.survey_imports.page import page_of
from leadgate.survey_imports.room import IMPORT
from leadgate.survey_imports.tables import MOST_BYTES
from leadgate.surveys.queries import published_survey, title_of

pages = Blueprint("survey_imports", __name__, url_prefix="/studio/surveys/<uuid:survey_id>/responses")


@pages.route("/", methods=["GET", "POST"])
@allow(IMPORT)
@takes(lambda: MOST_BYTES + 100_000)
def index(survey_id: UUID) -> ResponseReturnValue:
    """The imports of a survey, and a place for another file."""
    survey, form, language = published_survey(survey_id), ResponsesFile(), languages.of_request()
    content = form.file.data.read() if form.file.data else b""
    if form.submitted_to(importing.look_through, survey_id, content, language, by=current_user.id):
        return redirect(url_for(".one", survey_id=survey_id, import_id=form.answer), 303)
    shown = {"survey": survey, "title": title_of(survey, language), "imports": queries.imports_of(survey_id)}
    return render_template("survey_imports/index.html", form=form, **shown), form.status


@pages.route("/<uuid:import_id>", methods=["GET", "POST"])
@allow(IMPORT)
def one(survey_id: UUID, import_id: UUID) -> ResponseReturnValue:
    """Which column is which question, and how many rows can be kept."""
    who, language = current_user.id, languages.of_request()
    form, page = Button(), page_of(survey_id, import_id, who, language)
    if not request.form:
        return render_template("survey_imports/one.html", page=page, form=form), form.status
    chosen = page.chosen(request.form)
    if form.submitted_to(importing.read_as, page.row, chosen):
        said = {"is_sure": "sure" in request.form, "again": "again" in request.form}
        if request.form.get("act") != "import" or form.submitted_to(taking_in.begin, import_id, by=who, **said):
            return redirect(url_for(".one", survey_id=survey_id, import_id=import_id), 303)
    page = page_of(survey_id, import_id, who, language, typed=chosen)
    return render_template("survey_imports/one.html", page=page, form=form), form.status


@pages.get("/<uuid:import_id>/refused.csv")
@allow(IMPORT)
def refused(survey_id: UUID, import_id: UUID) -> Response:
    """The rows of one's own file that cannot be kept, with why."""
    page = page_of(survey_id, import_id, current_user.id, languages.of_request())
    headers = {"Content-Disposition": 'attachment; filename="refused.csv"'}
    return Response(page.as_csv(), mimetype="text/csv", headers=headers)


@pages.post("/<uuid:import_id>/drop")
@allow(IMPORT)
def drop(survey_id: UUID, import_id: UUID) -> ResponseReturnValue:
    """Let go of a file that waits."""
    row = queries.import_of(survey_id, import_id, current_user.id)
    Button().submitted_to(importing.drop, row.id)
    return redirect(url_for(".index", survey_id=survey_id), 303)


@pages.route("/<uuid:import_id>/take-out", methods=["GET", "POST"])
@allow(IMPORT)
@after_proof
def take_out(survey_id: UUID, import_id: UUID) -> ResponseReturnValue:
    """Delete all responses that came with an import."""
    form, page = Button(), page_of(survey_id, import_id, current_user.id, languages.of_request())
    if form.submitted_to(taking_out.take_out, import_id, by=current_user.id):
        return redirect(url_for(".index", survey_id=survey_id), 303)
    return render_template("survey_imports/take_out.html", page=page, form=form), form.status
