"""One lead: what happened, what was agreed to, how far one is; every look is on the record."""

from uuid import UUID

from flask import Blueprint, Response, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from leadgate.foundation import languages
from leadgate.foundation.permissions import allow, may
from leadgate.foundation.privacy import access_log
from leadgate.foundation.web.forms import Button, PageForm
from leadgate.leads import knowing
from leadgate.leads.access import lead
from leadgate.leads.actions import keeping
from leadgate.leads.forms import LeadNoteForm, StatusForm, TagForm
from leadgate.leads.room import EDIT, OPEN, PERSON_LOOK

pages = Blueprint("leads_studio_person", __name__, url_prefix="/studio/leads")


@pages.get("/<uuid:person_id>")
@allow(OPEN)
def person(person_id: UUID) -> ResponseReturnValue:
    """Everything that happened to them, newest first."""
    return _shown(person_id)


@pages.get("/<uuid:person_id>/receipts/<uuid:entry_id>")
@allow(OPEN)
def receipt(person_id: UUID, entry_id: UUID) -> Response:
    """The signed receipt of something they said."""
    found = knowing.receipt_of(lead(person_id).id, entry_id)
    access_log.record(PERSON_LOOK, [person_id], by=current_user)
    name = f"attachment; filename=receipt-{entry_id}.jsonld"
    return Response(found, mimetype="application/ld+json", headers={"Content-Disposition": name})


@pages.post("/<uuid:person_id>/status")
@allow(EDIT)
def status(person_id: UUID) -> ResponseReturnValue:
    """Say how far one is with them."""
    form = StatusForm()
    if form.submitted_to(keeping.set_status, person_id, form.how_far.data, by=current_user.id):
        return redirect(url_for(".person", person_id=person_id), 303)
    return _shown(person_id, status=form)


@pages.post("/<uuid:person_id>/tags")
@allow(EDIT)
def tag(person_id: UUID) -> ResponseReturnValue:
    """Give them a tag."""
    form = TagForm()
    if form.submitted_to(keeping.tag, person_id, form.tag.data or "", by=current_user.id):
        return redirect(url_for(".person", person_id=person_id), 303)
    return _shown(person_id, tag=form)


@pages.post("/<uuid:person_id>/tags/<uuid:tag_id>/drop")
@allow(EDIT)
def untag(person_id: UUID, tag_id: UUID) -> ResponseReturnValue:
    """Take a tag from them."""
    Button().submitted_to(keeping.untag, person_id, tag_id, by=current_user.id)
    return redirect(url_for(".person", person_id=person_id), 303)


@pages.post("/<uuid:person_id>/notes")
@allow(EDIT)
def note(person_id: UUID) -> ResponseReturnValue:
    """Write something down about them."""
    form = LeadNoteForm()
    if form.submitted_to(keeping.note, person_id, form.text.data or "", by=current_user.id):
        return redirect(url_for(".person", person_id=person_id), 303)
    return _shown(person_id, note=form)


@pages.post("/<uuid:person_id>/notes/<uuid:note_id>/drop")
@allow(EDIT)
def drop_note(person_id: UUID, note_id: UUID) -> ResponseReturnValue:
    """Take a note away."""
    Button().submitted_to(keeping.drop_note, person_id, note_id, by=current_user.id)
    return redirect(url_for(".person", person_id=person_id), 303)


def _shown(person_id: UUID, **sent: PageForm) -> ResponseReturnValue:
    known = knowing.known_of(lead(person_id), languages.of_request())
    access_log.record(PERSON_LOOK, [person_id], by=current_user)
    forms = {"status": StatusForm(formdata=None, how_far=known.status), "tag": TagForm(formdata=None)}
    forms |= {"note": LeadNoteForm(formdata=None)} | sent
    page = render_template(
        "leads/person.html", known=known, forms=forms, button=Button(formdata=None), may_edit=may(current_user, EDIT)
    )
    return page, max((form.status for form in sent.values()), default=200)
