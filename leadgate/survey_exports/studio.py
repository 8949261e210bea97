"""What marketers take along of answers."""

from uuid import UUID

from flask import Blueprint, Response, render_template
from flask.typing import ResponseReturnValue
from flask_login import current_user

from leadgate.foundation import languages
from leadgate.foundation.permissions import after_proof, allow
from leadgate.survey_exports import answer_writers
from leadgate.survey_exports.actions import exporting
from leadgate.survey_exports.forms import AnswersForm
from leadgate.survey_exports.room import EXPORT
from leadgate.surveys.queries import published_survey, title_of

pages = Blueprint("survey_exports", __name__, url_prefix="/studio/surveys/<uuid:survey_id>/report")


@pages.route("/answers", methods=["GET", "POST"])
@allow(EXPORT)
@after_proof
def answers(survey_id: UUID) -> ResponseReturnValue:
    """Export answers, for a purpose."""
    survey, form, language = published_survey(survey_id), AnswersForm(), languages.of_request()
    more = {"to_show": form.aim.data == "show", "unfinished": bool(form.unfinished.data)}
    if form.submitted_to(exporting.export, survey, language, **more, by=current_user.id):
        write, kind, ending = answer_writers.WRITERS[form.format.data]
        headers = {"Content-Disposition": f'attachment; filename="{survey.slug}.{ending}"'}
        return Response(write(form.answer), mimetype=kind, headers=headers)
    page = {"survey": survey, "title": title_of(survey, language)}
    return render_template("survey_exports/answers.html", form=form, **page), form.status
