"""What marketers see of surveys: all, making one, changing it question by question, trying it, publishing it."""

from uuid import UUID

from flask import Blueprint, Response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from leadgate.foundation import languages
from leadgate.foundation.permissions import allow, may
from leadgate.foundation.web.forms import Button, Page
from leadgate.survey_editor import documents, editing, shaping
from leadgate.survey_editor.preview import Preview
from leadgate.survey_editor.room import EDIT, VIEW
from leadgate.survey_editor.studio_forms import Dates, NewQuestion, NewSection, NewSurvey, Settings, SurveyDocument
from leadgate.surveys import queries
from leadgate.surveys.actions import publishing

pages = Blueprint("surveys_studio", __name__, url_prefix="/studio/surveys")


@pages.get("/")
@allow(VIEW)
def index() -> str:
    """Every survey with how many have answered."""
    return render_template("survey_editor/index.html", figures=queries.every_survey(languages.of_request()))


@pages.route("/new", methods=["GET", "POST"])
@allow(EDIT)
def new() -> ResponseReturnValue:
    """Make a survey."""
    form = NewSurvey()
    if form.submitted_to(editing.make, form, by=current_user.id):
        return redirect(url_for(".edit", number=form.answer), 303)
    return render_template("survey_editor/new.html", form=form), form.status


@pages.get("/<uuid:number>")
@allow(VIEW)
def survey(number: UUID) -> str:
    """One survey: its address, its versions, when it is open."""
    return _page(number)


def _page(number: UUID, **forms: Page) -> str:
    draft = editing.draft(number)
    dates = forms.get("dates") or Dates(formdata=None, obj=draft.survey)
    form = forms.get("form") or Button(formdata=None)
    return render_template(
        "survey_editor/survey.html", draft=draft, dates=dates, form=form, may_edit=may(current_user, EDIT)
    )


@pages.route("/<uuid:number>/edit", methods=["GET", "POST"])
@allow(EDIT)
def edit(number: UUID) -> ResponseReturnValue:
    """The whole of a draft: its words and settings, its sections and questions, and what is wrong with it."""
    draft = editing.draft(number)
    form = Settings(obj=draft.definition)
    if form.is_submitted() and form.submitted_to(
        editing.change_whole, number, form.shape() if form.validate() else {}, request.form, by=current_user.id
    ):
        return redirect(url_for(".edit", number=number), 303)
    return _edit_page(number, form), form.status


def _edit_page(number: UUID, form: Settings, **more: Page) -> str:
    draft = editing.draft(number)
    section = more.get("section") or NewSection(formdata=None)
    question = more.get("question") or NewQuestion(formdata=None)
    return render_template("survey_editor/edit.html", draft=draft, form=form, section=section, question=question)


@pages.post("/<uuid:number>/sections")
@allow(EDIT)
def add_section(number: UUID) -> ResponseReturnValue:
    """Add a section."""
    form = NewSection()
    if form.submitted_to(editing.add_section, number, form.title, by=current_user.id):
        return redirect(url_for(".edit", number=number, _anchor=form.answer), 303)
    return _edit_page(number, _settings(number), section=form), form.status


def _settings(number: UUID) -> Settings:
    return Settings(formdata=None, obj=editing.draft(number).definition)


@pages.post("/<uuid:number>/sections/<key>/questions")
@allow(EDIT)
def add_question(number: UUID, key: str) -> ResponseReturnValue:
    """Add a question to a section."""
    form = NewQuestion()
    kind, words = form.kind.data or "", form.words.data or ""
    if form.submitted_to(editing.add_question, number, key, kind, words, by=current_user.id):
        return redirect(url_for(".question", number=number, key=form.answer), 303)
    return _edit_page(number, _settings(number), question=form), form.status


@pages.route("/<uuid:number>/questions/<key>", methods=["GET", "POST"])
@allow(EDIT)
def question(number: UUID, key: str) -> ResponseReturnValue:
    """Change one question."""
    form = Button()
    if form.submitted_to(editing.change_question, number, key, request.form, by=current_user.id):
        return redirect(url_for(".edit", number=number, _anchor=key), 303)
    draft = editing.draft(number)
    page = {"item": editing.question(draft.definition, key), "before": editing.asked_before(draft.definition, key)}
    return render_template("survey_editor/question.html", draft=draft, form=form, **page), form.status


@pages.route("/<uuid:number>/sections/<key>", methods=["GET", "POST"])
@allow(EDIT)
def section(number: UUID, key: str) -> ResponseReturnValue:
    """Change the head of a section, and where it leads."""
    form = Button()
    if form.submitted_to(editing.change_section, number, key, request.form, by=current_user.id):
        return redirect(url_for(".edit", number=number, _anchor=key), 303)
    draft = editing.draft(number)
    page = {"section": shaping.section_of(draft.definition, key), "targets": editing.targets(draft.definition, key)}
    page |= {"before": editing.asked_before(draft.definition, key)}
    return render_template("survey_editor/section.html", draft=draft, form=form, **page), form.status


@pages.post("/<uuid:number>/<any(sections,questions):what>/<key>/<any(up,down,removal,copy):act>")
@allow(EDIT)
def shape(number: UUID, what: str, key: str, act: str) -> ResponseReturnValue:
    """Move a question or a section, copy it, or take it out."""
    form = Button()
    form.submitted_to(editing.shape, number, what, key, act, by=current_user.id)
    return redirect(url_for(".edit", number=number, _anchor=key), 303)


@pages.route("/<uuid:number>/document", methods=["GET", "POST"])
@allow(EDIT)
def document(number: UUID) -> ResponseReturnValue:
    """The whole survey as text."""
    draft = editing.draft(number)
    form = SurveyDocument(document=documents.written(draft.survey.slug, draft.definition))
    if form.submitted_to(editing.put_document, number, form.document.data or "", by=current_user.id):
        return redirect(url_for(".edit", number=number), 303)
    return render_template("survey_editor/document.html", draft=draft, form=form), form.status


@pages.get("/<uuid:number>/survey.json")
@allow(VIEW)
def export(number: UUID) -> Response:
    """The survey as a file."""
    draft = editing.draft(number)
    headers = {"Content-Disposition": f'attachment; filename="{draft.survey.slug}.json"'}
    return Response(
        documents.written(draft.survey.slug, draft.definition), mimetype="application/json", headers=headers
    )


@pages.route("/<uuid:number>/preview", methods=["GET", "POST"])
@allow(VIEW)
def preview(number: UUID) -> str:
    """The survey as a respondent sees it; nothing is kept."""
    visit = Preview(editing.draft(number))
    return render_template("survey_editor/preview.html", visit=visit, gate=visit.gate, draft=visit.draft)


@pages.post("/<uuid:number>/publication")
@allow(EDIT)
def publish(number: UUID) -> ResponseReturnValue:
    """Ask what the draft says."""
    form = Button()
    if form.submitted_to(publishing.publish, number, by=current_user.id):
        return redirect(url_for(".survey", number=number), 303)
    return _page(number, form=form), form.status


@pages.post("/<uuid:number>/dates")
@allow(EDIT)
def dates(number: UUID) -> ResponseReturnValue:
    """Say when answers are taken."""
    form = Dates()
    if form.submitted_to(lambda: publishing.set_dates(number, **form.dates(), by=current_user.id)):
        return redirect(url_for(".survey", number=number), 303)
    return _page(number, dates=form), form.status


@pages.post("/<uuid:number>/end")
@allow(EDIT)
def retire(number: UUID) -> ResponseReturnValue:
    """Take no more answers."""
    form = Button()
    if form.submitted_to(publishing.retire, number, by=current_user.id):
        return redirect(url_for(".survey", number=number), 303)
    return _page(number, form=form), form.status
