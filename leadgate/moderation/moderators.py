"""Where a moderator begins: everything that waits in their groups, and one group week by week."""

from flask import Blueprint, render_template
from flask_login import current_user

from leadgate.foundation.permissions import Role, allow
from leadgate.groups import access as group_access
from leadgate.groups import queries as groups
from leadgate.groups.room import DECIDE
from leadgate.moderation import queue, weekly_stats
from leadgate.moderation import waiting as everything_waiting

pages = Blueprint("moderation", __name__, url_prefix="/moderate")


@pages.get("/")
@allow(DECIDE)
def index() -> str:
    """The groups one runs, and everything that waits in each."""
    mine = groups.run_by(current_user.id, every=current_user.role == Role.OWNER)
    shown = {"figures": queue.figures([one.id for one in mine]), "more": everything_waiting.of_groups(mine)}
    return render_template("moderation/index.html", groups=mine, **shown)


@pages.get("/<slug>/figures")
@allow(DECIDE)
def figures(slug: str) -> str:
    """The group week by week, as pictures with a table."""
    group = group_access.run_by(slug, current_user)
    shown = weekly_stats.weeks_of(group.id)
    return render_template("moderation/figures.html", group=group, weeks=shown, pictures=weekly_stats.pictures(shown))
