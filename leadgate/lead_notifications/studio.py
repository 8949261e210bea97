"""Where whoever may see leads says when they hear of new ones."""

from collections.abc import Iterable, Mapping
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from leadgate.assets import figures as assets
from leadgate.assets.room import LEADS
from leadgate.foundation.permissions import allow
from leadgate.foundation.web.forms import Button
from leadgate.lead_notifications import queries
from leadgate.lead_notifications.actions import choosing
from leadgate.lead_notifications.types import EVERY, NotificationPace

pages = Blueprint("lead_notifications", __name__, url_prefix="/studio")


@pages.route("/lead-notifications", methods=["GET", "POST"])
@allow(LEADS)
def choose() -> ResponseReturnValue:
    """When one hears of new leads: of all assets, and of each."""
    form, listed = Button(), assets.current()
    if form.submitted_to(choosing.choose, current_user.id, _paces(request.form, [one.id for one in listed])):
        flash(_("Saved. You hear of new leads as you chose, from now on."))
        return redirect(url_for(".choose"), 303)
    chosen = {"paces": queries.paces_of(current_user.id), "every": EVERY, "choices": [*NotificationPace]}
    told = {"assets": listed, "names": queries.are_named(), "allowed": queries.are_allowed(), **chosen}
    return render_template("lead_notifications/choose.html", form=form, **told), form.status


def _paces(sent: Mapping[str, str], known: Iterable[UUID]) -> dict[UUID, NotificationPace]:
    said = {asset: sent.get(f"pace-{asset}", "") for asset in [EVERY, *known]}
    return {asset: NotificationPace(pace) for asset, pace in said.items() if pace in list(NotificationPace)}
