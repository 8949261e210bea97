"""What members see of events: what is to come, and the calendar they can follow."""

from flask import Blueprint, Response, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from leadgate.foundation.permissions import PUBLIC, allow
from leadgate.foundation.web.forms import TokenButton
from leadgate.groups.inside import enter
from leadgate.meetups import access, queries
from leadgate.meetups.actions import meeting
from leadgate.meetups.calendar import as_calendar, calendar_url

pages = Blueprint("meetups", __name__, url_prefix="/g")


@pages.route("/<slug>/events", methods=["GET", "POST"])
@allow(PUBLIC)
def index(slug: str) -> ResponseReturnValue:
    """What is to come, and the private address of one's calendar; pressing the button makes another."""
    inside, form = enter(slug), TokenButton()
    if form.submitted_to(meeting.renew_calendar, inside.membership.id):
        return redirect(url_for(".index", slug=slug), 303)
    shown = {"events": queries.to_come(inside.group.id), "calendar": calendar_url(inside.membership)}
    return render_template("meetups/events.html", inside=inside, form=form, **shown), form.status


@pages.get("/calendar/<token>.ics")
@allow(PUBLIC)
def calendar(token: str) -> ResponseReturnValue:
    """The calendar of a member, for programs that cannot sign in; it ends with the membership."""
    group = access.group_of_calendar(token)
    return Response(as_calendar(group), content_type="text/calendar; charset=utf-8")
