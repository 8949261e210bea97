"""What marketers see of surveys: all, making one, changing it question by question, trying it, publishing it."""

from uuid import UUID

from flask import Blueprint, Response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from leadgate.foundation import languages
from leadgate.foundation.permissions import allow, may
from leadgate.foundation.web.bodies import takes
from leadgate.foundation.web.forms import Button, PageForm
from leadgate.survey_editor import documents, editing, survey_files
from leadgate.survey_editor.editor import Editor
from leadgate.survey_editor.preview import DraftPreview
from leadgate.survey_editor.room import EDIT, VIEW
from leadgate.survey_editor.studio_forms import Dates, NewSurvey, SurveyDocument
from leadgate.surveys import queries, quotas
from leadgate.surveys.actions import publishing

DOCUMENT_BYTES = 2_000_000
"""A survey of a few hundred questions in several languages, as a file."""
FILE_BYTES = survey_files.LARGEST_BYTES + 100_000
EDITOR_BYTES = 20_000_000
"""What is open in the editor, with some pictures as a camera makes them."""
pages = Blueprint("surveys_studio", __name__, url_prefix="/studio/surveys")


@pages.get("/")
@allow(VIEW)
def index() -> str:
    """Every survey with how many have answered."""
    figures = queries.every_survey(languages.of_request())
    hidden = quotas.telling_of({one.survey.id: one.finished for one in figures})
    return render_template("survey_editor/index.html", figures=figures, hidden=hidden)


@pages.route("/new", methods=["GET", "POST"])
@allow(EDIT)
@takes(lambda: FILE_BYTES)
def new() -> ResponseReturnValue:
    """Make a survey."""
    form = NewSurvey()
    if form.submitted_to(editing.make, form, by=current_user.id):
        if form.answer.left_out:
            return render_template("survey_editor/imported.html", made=form.answer), 200
        return redirect(url_for(".edit", survey_id=form.answer.survey_id), 303)
    return render_template("survey_editor/new.html", form=form), form.status


@pages.get("/<uuid:survey_id>")
@allow(VIEW)
def survey(survey_id: UUID) -> str:
    """One survey: its address, its versions, when it is open."""
    return _page(survey_id)


def _page(survey_id: UUID, **forms: PageForm) -> str:
    draft = editing.draft(survey_id)
    dates = forms.get("dates") or Dates(formdata=None, obj=draft.survey)
    form = forms.get("form") or Button(formdata=None)
    return render_template(
        "survey_editor/survey.html",
        draft=draft,
        dates=dates,
        form=form,
        decided=editing.decided_in(request.form),
        may_edit=may(current_user, EDIT),
    )


@pages.route("/<uuid:survey_id>/edit", methods=["GET", "POST"])
@allow(EDIT)
@takes(lambda: EDITOR_BYTES)
def edit(survey_id: UUID) -> ResponseReturnValue:
    """The whole of a draft on one page, one part of it open, with how it looks beside it."""
    form, page = PageForm(), Editor(survey_id)
    if page.is_look:
        page.look()
    elif form.submitted_to(page.take, by=current_user.id) and not page.is_by_script:
        return redirect(url_for(".edit", survey_id=survey_id, open=page.opened, _anchor=page.opened or None), 303)
    return render_template(page.template, page=page, draft=page.draft, form=form), form.status


@pages.route("/<uuid:survey_id>/document", methods=["GET", "POST"])
@allow(EDIT)
@takes(lambda: DOCUMENT_BYTES)
def document(survey_id: UUID) -> ResponseReturnValue:
    """The whole survey as text."""
    draft = editing.draft(survey_id)
    form = SurveyDocument(document=documents.written(draft.survey.slug, draft.definition))
    if form.submitted_to(editing.put_document, survey_id, form.document.data or "", by=current_user.id):
        return redirect(url_for(".edit", survey_id=survey_id), 303)
    return render_template("survey_editor/document.html", draft=draft, form=form), form.status


@pages.get("/<uuid:survey_id>/survey.json")
@allow(VIEW)
def export(survey_id: UUID) -> Response:
    """The survey as a file."""
    draft = editing.draft(survey_id)
    headers = {"Content-Disposition": f'attachment; filename="{draft.survey.slug}.json"'}
    return Response(survey_files.written(draft.survey, draft.definition), mimetype="application/json", headers=headers)


@pages.route("/<uuid:survey_id>/preview", methods=["GET", "POST"])
@allow(VIEW)
def preview(survey_id: UUID) -> str:
    """The survey as a respondent sees it; nothing is kept."""
    visit = DraftPreview(editing.draft(survey_id))
    return render_template("survey_editor/preview.html", visit=visit, gate=visit.gate, draft=visit.draft)


@pages.post("/<uuid:survey_id>/publication")
@allow(EDIT)
def publish(survey_id: UUID) -> ResponseReturnValue:
    """Ask what the draft says."""
    form, decided = Button(), editing.decided_in(request.form)
    if form.submitted_to(publishing.publish, survey_id, decided=decided, by=current_user.id):
        return redirect(url_for(".survey", survey_id=survey_id), 303)
    return _page(survey_id, form=form), form.status


@pages.post("/<uuid:survey_id>/dates")
@allow(EDIT)
def dates(survey_id: UUID) -> ResponseReturnValue:
    """Say when answers are taken."""
    form = Dates()
    if form.submitted_to(lambda: publishing.set_dates(survey_id, **form.dates(), by=current_user.id)):
        return redirect(url_for(".survey", survey_id=survey_id), 303)
    return _page(survey_id, dates=form), form.status


@pages.post("/<uuid:survey_id>/end")
@allow(EDIT)
def retire(survey_id: UUID) -> ResponseReturnValue:
    """Take no more answers."""
    form = Button()
    if form.submitted_to(publishing.retire, survey_id, by=current_user.id):
        return redirect(url_for(".survey", survey_id=survey_id), 303)
    return _page(survey_id, form=form), form.status
