"""What incidents put on pages of others: the 72 hours that run, on every page of the office."""

from flask import render_template
from flask_login import current_user

from leadgate.foundation.permissions import may
from leadgate.incidents import queries, standing
from leadgate.incidents.room import HANDLE


def running() -> str:
    """Incidents whose 72 hours run, for those who answer for it."""
    found = queries.open_incidents() if may(current_user, HANDLE) else []
    late = [one for one in found if standing.authority_must_hear(one) and not one.authority_told_at]
    return render_template("incidents/_running.html", running=late)
