"""Coding answers: the codebook, and answer by answer what they show."""

from typing import Any
from uuid import UUID

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _
from flask_login import current_user
from wtforms import StringField, TextAreaField
from wtforms.validators import Length

from leadgate.coding import worklist
from leadgate.coding.actions import coding
from leadgate.coding.room import CODE
from leadgate.foundation.permissions import allow
from leadgate.foundation.web.forms import Button, PageForm, tidy

pages = Blueprint("coding", __name__, url_prefix="/studio/surveys/<uuid:survey_id>/words/<question>")


class CodeForm(PageForm):
    """A code of the codebook."""

    name = StringField(_("Name"), [Length(max=120)])
    meaning = TextAreaField(_("When to give it, and when not"), [Length(max=2_000)])
    marks = StringField(_("Words that mean it"), [Length(max=1_000)])

    def words(self) -> tuple[str, str, str]:
        """What was typed."""
        return tidy(self.name.data), (self.meaning.data or "").strip(), self.marks.data or ""


@pages.get("/")
@allow(CODE)
def words(survey_id: UUID, question: str) -> str:
    """Some answers, the codes they can have, and what their words suggest."""
    return _page(survey_id, question)


def _page(survey_id: UUID, question: str, **forms: Any) -> str:
    page = worklist.page_of(survey_id, question, current_user.id, again="again" in request.args)
    found = {"code": CodeForm(formdata=None), "answers": Button(formdata=None), **forms}
    return render_template("coding/words.html", page=page, forms=found)


@pages.post("/answers")
@allow(CODE)
def decide(survey_id: UUID, question: str) -> ResponseReturnValue:
    """Note what was ticked."""
    page, form = worklist.page_of(survey_id, question, current_user.id, again=False), Button()
    if form.submitted_to(worklist.decide, page, request.form):
        return redirect(url_for(".words", survey_id=survey_id, question=question), 303)
    return _page(survey_id, question, answers=form), form.status


@pages.post("/codes")
@allow(CODE)
def add(survey_id: UUID, question: str) -> ResponseReturnValue:
    """Add a code."""
    form = CodeForm()
    worklist.page_of(survey_id, question, current_user.id, again=False)
    if form.submitted_to(coding.add_code, survey_id, question, *form.words(), by=current_user.id):
        return redirect(url_for(".words", survey_id=survey_id, question=question, _anchor="codebook"), 303)
    return _page(survey_id, question, code=form), form.status


@pages.route("/codes/<uuid:code>", methods=["GET", "POST"])
@allow(CODE)
def change(survey_id: UUID, question: str, code: UUID) -> ResponseReturnValue:
    """Change a code."""
    page = worklist.page_of(survey_id, question, current_user.id, again=False)
    row = worklist.code_of(page, code)
    form = CodeForm(data={"name": row.name, "meaning": row.meaning, "marks": ", ".join(row.marks)})
    if form.submitted_to(coding.change_code, code, *form.words(), by=current_user.id):
        return redirect(url_for(".words", survey_id=survey_id, question=question, _anchor="codebook"), 303)
    return render_template("coding/code.html", page=page, code=row, form=form), form.status


@pages.post("/codes/<uuid:code>/removal")
@allow(CODE)
def remove(survey_id: UUID, question: str, code: UUID) -> ResponseReturnValue:
    """Take a code out."""
    form = Button()
    worklist.code_of(worklist.page_of(survey_id, question, current_user.id, again=False), code)
    form.submitted_to(coding.remove_code, code, by=current_user.id)
    return redirect(url_for(".words", survey_id=survey_id, question=question, _anchor="codebook"), 303)
