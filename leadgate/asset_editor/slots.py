"""What the editor puts on the first page of the studio."""

from flask import render_template
from flask_login import current_user

from leadgate.asset_editor import queries
from leadgate.assets.room import EDIT
from leadgate.foundation.permissions import may


def drafts() -> str:
    """What is typed and not published yet, for those who may go on with it."""
    found = queries.drafts() if may(current_user, EDIT) else []
    return render_template("asset_editor/_drafts.html", drafts=found) if found else ""
