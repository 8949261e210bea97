"""Segments: what was saved, by whom and when; who fits is counted when one opens it."""

from uuid import UUID

from flask import Blueprint, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from leadgate.foundation import languages
from leadgate.foundation.permissions import allow
from leadgate.foundation.web.forms import Button
from leadgate.leads import listing
from leadgate.leads.actions import saving
from leadgate.leads.room import EDIT
from leadgate.staff import queries as staff

pages = Blueprint("leads_studio_segments", __name__, url_prefix="/studio")


@pages.get("/leads/segments")
@allow(EDIT)
def segments() -> str:
    """Every segment, and how many fit it now."""
    names = {one.id: one.email for one in staff.accounts()}
    told = listing.segments_told(languages.of_request())
    return render_template(
        "leads/segments.html", button=Button(formdata=None), segments=told, names=names, may_edit=True
    )


@pages.post("/leads/segments/<uuid:segment_id>/drop")
@allow(EDIT)
def drop(segment_id: UUID) -> ResponseReturnValue:
    """Let go of one; nobody in it loses anything."""
    Button().submitted_to(saving.drop_segment, segment_id, by=current_user.id)
    return redirect(url_for(".segments"), 303)
