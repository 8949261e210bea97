"""Events: the pages of members, the calendar they can follow, and the pages of moderators."""

from uuid import UUID

from flask import Blueprint, Response, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from leadgate.foundation.forms import Button, TokenButton
from leadgate.foundation.permissions import PUBLIC, allow
from leadgate.groups import access, meetings
from leadgate.groups.actions import meeting
from leadgate.groups.event_forms import EventForm
from leadgate.groups.inside import Inside
from leadgate.groups.room import MODERATE

pages = Blueprint("events", __name__, url_prefix="/g")
moderators = Blueprint("moderation_events", __name__, url_prefix="/moderate")


@pages.route("/<slug>/events", methods=["GET", "POST"])
@allow(PUBLIC)
def index(slug: str) -> ResponseReturnValue:
    """What is to come, and the private address of one's calendar; pressing the button makes another."""
    inside, form = Inside(slug), TokenButton()
    if form.submitted_to(meeting.renew_calendar, inside.membership.id):
        return redirect(url_for(".index", slug=slug), 303)
    shown = {"events": meetings.to_come(inside.group.id), "calendar": meetings.calendar_url(inside.membership)}
    return render_template("groups/events.html", inside=inside, form=form, **shown), form.status


@pages.get("/calendar/<token>.ics")
@allow(PUBLIC)
def calendar(token: str) -> ResponseReturnValue:
    """The calendar of a member, for programs that cannot sign in; it ends with the membership."""
    group = access.group_of_calendar(token)
    return Response(meetings.as_calendar(group), content_type="text/calendar; charset=utf-8")


@moderators.route("/<slug>/events", methods=["GET", "POST"])
@allow(MODERATE)
def announce(slug: str) -> ResponseReturnValue:
    """What is to come, and a form to announce something."""
    group, form = access.run_by(slug, current_user), EventForm()
    if form.submitted_to(lambda: meeting.announce(group.id, form.meeting(), by=current_user.id)):
        return redirect(url_for(".announce", slug=slug), 303)
    shown = {"events": meetings.to_come(group.id), "event": None}
    return render_template("groups/moderation_events.html", group=group, form=form, **shown), form.status


@moderators.route("/<slug>/events/<uuid:number>", methods=["GET", "POST"])
@allow(MODERATE)
def change(slug: str, number: UUID) -> ResponseReturnValue:
    """Change an event."""
    group = access.run_by(slug, current_user)
    event = access.event(group, number)
    form = EventForm.of(event)
    if form.submitted_to(lambda: meeting.change(number, form.meeting(), group=group.id, by=current_user.id)):
        return redirect(url_for(".announce", slug=slug), 303)
    return render_template("groups/moderation_events.html", group=group, form=form, events=[], event=event), form.status


@moderators.post("/<slug>/events/<uuid:number>/cancellation")
@allow(MODERATE)
def call_off(slug: str, number: UUID) -> ResponseReturnValue:
    """Call an event off."""
    group, form = access.run_by(slug, current_user), Button()
    if form.submitted_to(meeting.call_off, number, group=group.id, by=current_user.id):
        return redirect(url_for(".announce", slug=slug), 303)
    shown = {"form": EventForm(formdata=None), "events": meetings.to_come(group.id), "event": None}
    return render_template("groups/moderation_events.html", group=group, **shown), form.status
