"""What the editor puts on pages of others: drafts on the list of assets, the first step of a new installation."""

from flask import render_template
from flask_login import current_user

from leadgate.asset_editor import queries
from leadgate.assets import queries as assets
from leadgate.assets.room import EDIT
from leadgate.foundation.house.staff_pages import FirstStep
from leadgate.foundation.permissions import may
from leadgate.foundation.words import text as _


def drafts() -> str:
    """What is typed and not published yet, for those who may go on with it."""
    found = queries.drafts() if may(current_user, EDIT) else []
    return render_template("asset_editor/_drafts.html", drafts=found) if found else ""


def _is_any_open() -> bool:
    return bool(assets.published())


FIRST_ASSET = FirstStep(
    _("Put your first file behind a gate"),
    _("Its landing page is live at once, or stays a draft until you say so."),
    _is_any_open,
    "marketers",
    "asset_editor.new",
    order=40,
)
