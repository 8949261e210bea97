"""What marketers see of answers: the report, parts of it, its print, and its figures as files."""

from typing import Any
from uuid import UUID

from flask import Blueprint, Response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from leadgate.foundation.permissions import allow, may
from leadgate.foundation.web.forms import Button
from leadgate.survey_reports import files, report_page, typed_margins
from leadgate.survey_reports.actions import asking_for
from leadgate.survey_reports.forms import PartForm, TableForm, WeightForm
from leadgate.survey_reports.room import VIEW_REPORT, WEIGHT
from leadgate.surveys.queries import published_survey

FORMS = {"part": PartForm, "table": TableForm, "early": Button, "weight": WeightForm}
pages = Blueprint("survey_reports", __name__, url_prefix="/studio/surveys/<uuid:survey_id>/report")


@pages.get("/")
@allow(VIEW_REPORT)
def report(survey_id: UUID) -> str:
    """The figures of all, or of a part."""
    return _page(survey_id)


def _page(survey_id: UUID, **forms: Any) -> str:
    page = report_page.page_of(survey_id, request.args.get("part", ""))
    found = {name: form(formdata=None) for name, form in FORMS.items()} | forms
    if "part" not in forms:
        found["part"].show(page.report.part)
    return render_template("survey_reports/report.html", page=page, forms=found, may_change=may(current_user, WEIGHT))


@pages.get("/summary")
@allow(VIEW_REPORT)
def summary(survey_id: UUID) -> str:
    """One page to print."""
    return render_template(
        "survey_reports/summary.html", page=report_page.page_of(survey_id, request.args.get("part", ""))
    )


@pages.get("/figures.<any(csv,json):kind>")
@allow(VIEW_REPORT)
def figures(survey_id: UUID, kind: str) -> Response:
    """The figures as a file."""
    page = report_page.page_of(survey_id, request.args.get("part", ""))
    text = files.as_csv(page) if kind == "csv" else files.as_json(page)
    headers = {"Content-Disposition": f'attachment; filename="{page.survey.slug}-figures.{kind}"'}
    return Response(text, mimetype="text/csv" if kind == "csv" else "application/json", headers=headers)


@pages.post("/part")
@allow(VIEW_REPORT)
def part(survey_id: UUID) -> ResponseReturnValue:
    """Look at a part."""
    form = PartForm()
    chosen = form.named() if form.validate() else "?"
    if not chosen or form.submitted_to(asking_for.want, survey_id, chosen):
        return redirect(url_for(".report", survey_id=survey_id, part=chosen or None), 303)
    return _page(survey_id, part=form), form.status


@pages.post("/tables")
@allow(VIEW_REPORT)
def table(survey_id: UUID) -> ResponseReturnValue:
    """Ask for a table of one's own choosing."""
    form = TableForm()
    if form.submitted_to(asking_for.want_table, survey_id, form.rows.data or "", form.columns.data or ""):
        return redirect(url_for(".report", survey_id=survey_id, _anchor="tables"), 303)
    return _page(survey_id, table=form), form.status


@pages.post("/early")
@allow(VIEW_REPORT)
def look_early(survey_id: UUID) -> ResponseReturnValue:
    """Look at an anonymous survey before it has closed."""
    form = Button()
    if form.submitted_to(asking_for.look_early, published_survey(survey_id).id):
        return redirect(url_for(".report", survey_id=survey_id), 303)
    return _page(survey_id), form.status


@pages.post("/groups")
@allow(VIEW_REPORT)
def compare(survey_id: UUID) -> ResponseReturnValue:
    """Compare groups, from now on of the same people."""
    form = Button()
    if form.submitted_to(asking_for.compare, published_survey(survey_id).id):
        return redirect(url_for(".report", survey_id=survey_id), 303)
    return _page(survey_id), form.status


@pages.post("/weights")
@allow(WEIGHT)
def weigh(survey_id: UUID) -> ResponseReturnValue:
    """Weight answers by what is known of those one wants to speak about."""
    form = WeightForm()
    if form.submitted_to(typed_margins.weigh, survey_id, form):
        return redirect(url_for(".report", survey_id=survey_id), 303)
    return _page(survey_id, weight=form), form.status
