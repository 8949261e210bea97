"""What marketers take along of leads, and where a line is from that turns up elsewhere."""

from flask import Blueprint, Response, render_template, request
from flask.typing import ResponseReturnValue
from flask_login import current_user

from leadgate.consent.queries import titles
from leadgate.foundation import languages
from leadgate.foundation.permissions import after_proof, allow
from leadgate.lead_exports import queries, taking
from leadgate.lead_exports.forms import TraceForm, export_form
from leadgate.lead_exports.room import EXPORT, TRACE
from leadgate.leads.choosing import choice_in, facets
from leadgate.leads.finding import LeadFinding, purposes
from leadgate.staff import queries as staff

pages = Blueprint("lead_exports", __name__, url_prefix="/studio/leads/files")


@pages.route("/new", methods=["GET", "POST"])
@allow(EXPORT)
@after_proof
def export() -> ResponseReturnValue:
    """Take those along who are chosen and agree to a purpose."""
    language = languages.of_request()
    offered, offers = facets(language), purposes(language)
    choice, form = choice_in(request.args, offered), export_form(offers)
    asked = (choice, form.purpose.data or "", form.columns.data or (), form.format.data or "")
    if form.submitted_to(taking.take, *asked, by=taking.Taker(current_user.id, current_user.role)):
        return _sent(form.answer)
    finding = LeadFinding(choice)
    reach = [(offer, finding.reach(offer.purpose_id)) for offer in offers]
    return render_template("lead_exports/new.html", form=form, choice=choice, reach=reach), form.status


def _sent(file: taking.TakenFile) -> Response:
    headers = {"Content-Disposition": f'attachment; filename="{file.name}"'}
    return Response(file.body, mimetype=file.media_type, headers=headers)


@pages.route("/", methods=["GET", "POST"])
@allow(TRACE)
def index() -> ResponseReturnValue:
    """The files that were taken along; and from which of them a line is."""
    form, names = TraceForm(), {one.id: one.email for one in staff.accounts()}
    form.submitted_to(queries.taken_from, form.address.data or "", form.mark.data or "")
    told = {"names": names, "titles": titles(languages.of_request()), "found": getattr(form, "answer", None)}
    files = queries.exports()
    told["left"] = queries.left_since(files)
    return render_template("lead_exports/index.html", form=form, files=files, **told), form.status
