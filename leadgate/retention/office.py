"""Retention in the office: the rules, what is due, the year ahead, and the sweeps."""

from flask import Blueprint, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from leadgate.foundation.permissions import after_proof, allow
from leadgate.foundation.web.forms import Button
from leadgate.retention import charts, forecast, queries
from leadgate.retention.actions import choosing, sweeping
from leadgate.retention.forms import Duration
from leadgate.retention.room import CHOOSE, SEE
from leadgate.retention.rules import in_force, rule_named

pages = Blueprint("retention_office", __name__, url_prefix="/office/retention")


@pages.get("")
@allow(SEE)
def index() -> str:
    """Every rule with its duration and its reason, what will go in the coming year, and the last sweeps."""
    page = {"rules": in_force(), "years": charts.years(forecast.computed()), "sweeps": queries.last_sweeps()}
    return render_template("retention/office.html", waiting=queries.waiting_sweeps(), button=Button(), **page)


@pages.route("/<path:name>", methods=["GET", "POST"])
@allow(CHOOSE)
@after_proof
def rule(name: str) -> ResponseReturnValue:
    """Choose how long one kind of data is kept."""
    one = rule_named(name)
    form = Duration(days=one.lifetime.days, reason=one.reason)
    if form.submitted_to(choosing.choose, name, form.days.data or 0, form.reason.data or "", by=current_user.id):
        return redirect(url_for(".index"), 303)
    return render_template("retention/office_rule.html", one=one, form=form), form.status


@pages.post("/approve/<path:name>")
@allow(CHOOSE)
@after_proof
def approve(name: str) -> ResponseReturnValue:
    """Let a sweep that waits take what it found."""
    Button().submitted_to(sweeping.approve, name, by=current_user.id)
    return redirect(url_for(".index"), 303)
