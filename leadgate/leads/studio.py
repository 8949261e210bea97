"""All leads: chosen, counted, listed; and one of them found by the address."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext
from flask_login import current_user

from leadgate.foundation import languages
from leadgate.foundation.permissions import allow, may
from leadgate.foundation.privacy import access_log
from leadgate.foundation.web.forms import PageForm
from leadgate.leads import listing, slots
from leadgate.leads.actions import keeping, saving
from leadgate.leads.choosing import choice_in, facets
from leadgate.leads.forms import FindForm, SegmentForm, SeveralForm
from leadgate.leads.room import COUNT, EDIT, LIST_LOOK, OPEN

pages = Blueprint("leads_studio", __name__, url_prefix="/studio")


@pages.get("/leads/")
@allow(COUNT)
def index() -> ResponseReturnValue:
    """Everybody who fits what the address says, for those who may see who they are; how many there are, for others."""
    return _shown()


@pages.post("/leads/find")
@allow(OPEN)
def find() -> ResponseReturnValue:
    """Lead on to the person who has an address; it stands in no address of a page and in no log."""
    form = FindForm()
    if form.submitted_to(slots.whose, form.address.data or ""):
        return redirect(url_for("leads_studio_person.person", person_id=form.answer), 303)
    return _shown(find=form), form.status


@pages.post("/leads/several")
@allow(EDIT)
def several() -> ResponseReturnValue:
    """Give those who are ticked a status, a tag, or both."""
    form = SeveralForm()
    if form.submitted_to(_mark, form):
        count = form.answer
        flash(ngettext("Done with %(num)d lead.", "Done with %(num)d leads.", count))
        return redirect(listing.way_back(request.args, languages.of_request()), 303)
    return _shown(several=form), form.status


def _mark(form: SeveralForm) -> int:
    return keeping.mark_several(form.people, form.chosen_status, form.tag.data or "", by=current_user.id)


@pages.post("/leads/segments/new")
@allow(EDIT)
def save() -> ResponseReturnValue:
    """Save what the address says as a segment."""
    form, choice = SegmentForm(), choice_in(request.args, facets(languages.of_request()))
    if form.submitted_to(saving.save_segment, form.name.data or "", choice, by=current_user.id):
        flash(_("Saved."))
        return redirect(url_for("leads_studio_segments.segments"), 303)
    return _shown(save=form), form.status


def _shown(**sent: PageForm) -> str:
    edits = may(current_user, EDIT)
    page = listing.page_of(request.args, languages.of_request(), with_people=edits)
    if edits:
        access_log.record(LIST_LOOK, [line.found.person_id for line in page.lines], by=current_user)
    rights = {"may_open": may(current_user, OPEN), "may_edit": edits}
    forms = {"find": FindForm(formdata=None), "save": SegmentForm(formdata=None), "several": SeveralForm(formdata=None)}
    return render_template("leads/index.html", page=page, **forms | sent, **rights)
