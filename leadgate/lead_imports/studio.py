"""What marketers see of imports of leads: all, what a file would become, taking it in, taking it out again."""

from io import BytesIO
from uuid import UUID

from flask import Blueprint, Response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from flask_login import current_user

from leadgate.consent.queries import titles
from leadgate.foundation import languages
from leadgate.foundation.installation import installation
from leadgate.foundation.permissions import after_proof, allow
from leadgate.foundation.web.bodies import takes
from leadgate.foundation.web.forms import Button
from leadgate.lead_imports import files, queries
from leadgate.lead_imports.actions import sending, taking_in, undoing
from leadgate.lead_imports.forms import LeadsFile
from leadgate.lead_imports.room import IMPORT
from leadgate.lead_imports.sender import A_MINUTE
from leadgate.lead_imports.targets import TARGETS
from leadgate.lead_imports.types import TAKEN, LeadImportAsks, LineFate, OrderInDays
from leadgate.leads.finding import purposes

pages = Blueprint("lead_imports", __name__, url_prefix="/studio/leads/imports")


@pages.route("/", methods=["GET", "POST"])
@allow(IMPORT)
@takes(lambda: sending.MOST_BYTES + 100_000)
def index() -> ResponseReturnValue:
    """The imports there were, and a place for another file."""
    form, language = LeadsFile(), languages.of_request()
    name, file = (form.file.data.filename or "", form.file.data.stream) if form.file.data else ("", BytesIO())
    if form.submitted_to(sending.send, file, name, language, by=current_user.id):
        return redirect(url_for(".one", import_id=form.answer), 303)
    told = {"imports": queries.imports(), "titles": titles(language)}
    return render_template("lead_imports/index.html", form=form, **told), form.status


@pages.route("/<uuid:import_id>", methods=["GET", "POST"])
@allow(IMPORT)
def one(import_id: UUID) -> ResponseReturnValue:
    """What each column is, what would become of the lines, and how far it came."""
    row, form = queries.import_of(import_id), Button()
    if request.form.get("act") == "import":
        done = form.submitted_to(taking_in.begin, import_id, by=current_user.id)
    else:
        columns = [request.form.get(f"column.{at}", "") for at in range(len(row.names))]
        asks = LeadImportAsks.of(request.form.get("asks", ""))
        days = OrderInDays.of(request.form.get("days", ""))
        done = form.submitted_to(sending.read_as, import_id, columns, request.form.get("purpose", ""), asks, days)
    if done:
        return redirect(url_for(".one", import_id=import_id), 303)
    return _shown(import_id, form)


def _shown(import_id: UUID, form: Button) -> ResponseReturnValue:
    row, language = queries.import_of(import_id), languages.of_request()
    columns = [request.form.get(f"column.{at}", known) for at, known in enumerate(row.columns)]
    told: dict[str, object] = {"offers": purposes(language), "titles": titles(language), "pace": A_MINUTE}
    told |= {
        "targets": TARGETS,
        "columns": columns,
        "asks": LeadImportAsks,
        "days": OrderInDays,
        "first": queries.first_line(row),
    }
    told["counts"] = [(fate, row.counts[fate]) for fate in LineFate if row.counts.get(fate)]
    told |= {"good": sum(row.counts.get(fate, 0) for fate in TAKEN), "asked": row.counts.get(LineFate.ASKED, 0)}
    return render_template("lead_imports/one.html", row=row, form=form, **told), form.status


@pages.get("/<uuid:import_id>/left-out.csv")
@allow(IMPORT)
def refused(import_id: UUID) -> Response:
    """The lines that would not be taken in, with why, while the file is there."""
    names = [gettext("Line"), gettext("Mail address"), gettext("Why")]
    queries.left_out(queries.import_of(import_id), 0)  # what refuses does so while there is a page to say it
    body = files.left_out(installation(), import_id, names)
    headers = {"Content-Disposition": 'attachment; filename="left-out.csv"'}
    return Response(body, mimetype="text/csv", headers=headers)


@pages.post("/<uuid:import_id>/drop")
@allow(IMPORT)
def drop(import_id: UUID) -> ResponseReturnValue:
    """Let go of a file nobody came by yet."""
    Button().submitted_to(sending.drop, import_id)
    return redirect(url_for(".index"), 303)


@pages.route("/<uuid:import_id>/undo", methods=["GET", "POST"])
@allow(IMPORT)
@after_proof
def undo(import_id: UUID) -> ResponseReturnValue:
    """Take an import out again."""
    row, form = queries.import_of(import_id), Button()
    if form.submitted_to(undoing.begin, import_id, by=current_user.id):
        return redirect(url_for(".one", import_id=import_id), 303)
    return render_template("lead_imports/undo.html", row=row, form=form), form.status
