"""What moderation shows on the pages of a group's moderators."""

from flask import render_template

from leadgate.groups.types import GroupRow


def queue_tabs(group: GroupRow, tab: str) -> str:
    """On every page of a group's moderators: the ways to its queue."""
    return render_template("moderation/_queue_tabs.html", group=group, tab=tab)
