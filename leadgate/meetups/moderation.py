"""What moderators do with events: announcing them, changing them, calling them off."""

from uuid import UUID

from flask import Blueprint, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from leadgate.foundation.permissions import allow
from leadgate.foundation.web.forms import Button
from leadgate.groups import access as groups
from leadgate.groups.room import MODERATE
from leadgate.meetups import access, queries
from leadgate.meetups.actions import meeting
from leadgate.meetups.forms import EventForm

pages = Blueprint("meetups_moderation", __name__, url_prefix="/moderate")


@pages.route("/<slug>/events", methods=["GET", "POST"])
@allow(MODERATE)
def announce(slug: str) -> ResponseReturnValue:
    """What is to come, and a form to announce something."""
    group, form = groups.run_by(slug, current_user), EventForm()
    if form.submitted_to(lambda: meeting.announce(group.id, form.meeting(), by=current_user.id)):
        return redirect(url_for(".announce", slug=slug), 303)
    shown = {"events": queries.to_come(group.id), "event": None}
    return render_template("meetups/moderation_events.html", group=group, form=form, **shown), form.status


@pages.route("/<slug>/events/<uuid:event_id>", methods=["GET", "POST"])
@allow(MODERATE)
def change(slug: str, event_id: UUID) -> ResponseReturnValue:
    """Change an event."""
    group = groups.run_by(slug, current_user)
    event = access.event(group, event_id)
    form = EventForm.of(event)
    if form.submitted_to(lambda: meeting.change(event_id, form.meeting(), group=group.id, by=current_user.id)):
        return redirect(url_for(".announce", slug=slug), 303)
    return render_template(
        "meetups/moderation_events.html", group=group, form=form, events=[], event=event
    ), form.status


@pages.post("/<slug>/events/<uuid:event_id>/cancellation")
@allow(MODERATE)
def call_off(slug: str, event_id: UUID) -> ResponseReturnValue:
    """Call an event off."""
    group, form = groups.run_by(slug, current_user), Button()
    if form.submitted_to(meeting.call_off, event_id, group=group.id, by=current_user.id):
        return redirect(url_for(".announce", slug=slug), 303)
    shown = {"form": EventForm(formdata=None), "events": queries.to_come(group.id), "event": None}
    return render_template("meetups/moderation_events.html", group=group, **shown), form.status
