"""How the installation is, for owner and officer."""

from flask import Blueprint, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from leadgate.doctor import health
from leadgate.doctor.room import HEALTH
from leadgate.foundation import languages
from leadgate.foundation.permissions import allow
from leadgate.foundation.web.forms import Button
from leadgate.runs import queries as runs
from leadgate.runs.actions import asking

pages = Blueprint("health", __name__, url_prefix="/admin/health")


@pages.route("", methods=["GET", "POST"])
@allow(HEALTH)
def index() -> ResponseReturnValue:
    """What is tried, and how it is; the button has a worker try what takes a while."""
    form = Button()
    if form.submitted_to(asking.ask, health.KIND, language=languages.of_request(), by=current_user.id):
        return redirect(url_for(".index"), 303)
    told = {"lines": health.lines(), "run": runs.newest(health.KIND)}
    return render_template("doctor/health.html", form=form, **told), form.status
