"""What marketers take along of leads, and where a line is from that turns up elsewhere."""

from dataclasses import dataclass
from uuid import UUID

from flask import Blueprint, Response, render_template, request
from flask.typing import ResponseReturnValue
from flask_login import current_user

from leadgate.consent.queries import titles
from leadgate.foundation import clock, languages
from leadgate.foundation.installation import installation
from leadgate.foundation.permissions import Role, after_proof, allow
from leadgate.lead_exports import files, queries
from leadgate.lead_exports.actions import exporting
from leadgate.lead_exports.forms import ExportForm, TraceForm, export_form
from leadgate.lead_exports.room import EXPORT, TRACE
from leadgate.leads.choosing import LeadChoice, choice_in, facets
from leadgate.leads.finding import LeadFinding, purposes
from leadgate.staff import queries as staff

pages = Blueprint("lead_exports", __name__, url_prefix="/studio/leads/files")


@dataclass(slots=True)
class Taker:
    """The account that takes a file along, as it was when it asked: the request is over before the last line leaves."""

    id: UUID
    role: Role


@pages.route("/new", methods=["GET", "POST"])
@allow(EXPORT)
@after_proof
def export() -> ResponseReturnValue:
    """Take those along who are chosen and agree to a purpose."""
    language = languages.of_request()
    offered, offers = facets(language), purposes(language)
    choice, form = choice_in(request.args, offered), export_form(offers)
    asked = (choice, form.purpose.data or "", form.columns.data or (), form.format.data or "")
    if form.submitted_to(exporting.begin, *asked, by=current_user.id):
        return _sent(form, choice)
    finding = LeadFinding(choice)
    reach = [(offer, finding.reach(offer.purpose_id)) for offer in offers]
    return render_template("lead_exports/new.html", form=form, choice=choice, reach=reach), form.status


def _sent(form: ExportForm, choice: LeadChoice) -> Response:
    write, kind = files.WRITERS[form.format.data]
    lines, by = form.answer, Taker(current_user.id, current_user.role)
    name = f"leads-{lines.purpose}-{clock.now():%Y-%m-%d}-{lines.code}.{form.format.data}"
    body = write(lines.heads, files.lines_of(installation(), choice, lines, by))
    return Response(body, mimetype=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'})


@pages.route("/", methods=["GET", "POST"])
@allow(TRACE)
def index() -> ResponseReturnValue:
    """The files that were taken along; and from which of them a line is."""
    form, names = TraceForm(), {one.id: one.email for one in staff.accounts()}
    form.submitted_to(queries.taken_from, form.address.data or "", form.mark.data or "")
    told = {"names": names, "titles": titles(languages.of_request()), "found": getattr(form, "answer", None)}
    return render_template("lead_exports/index.html", form=form, files=queries.exports(), **told), form.status
