"""What sanctions show under posts: the way to report one, to appeal, and what moderators can do about it."""

from uuid import UUID

from flask import render_template

from leadgate.discussions.queries import PostView
from leadgate.groups.types import GroupRow


def report_link(group: GroupRow, said: PostView) -> str:
    """Under each post that a member reads."""
    return render_template("sanctions/_report_link.html", group=group, said=said)


def appeal_link(group: GroupRow, said: PostView) -> str:
    """Beside the reason why a post of one's own is hidden."""
    return render_template("sanctions/_appeal_link.html", group=group, said=said)


def content_acts(group: GroupRow, said: PostView, back: UUID | None) -> str:
    """Under each post that a moderator reads.

    Args:
        back: the thread to go back to afterwards; the posts that wait where there is none.
    """
    return render_template("sanctions/_content_acts.html", group=group, said=said, back=back, open=False)
