"""What choices put on pages of other rooms."""

from flask import render_template


def kept_about_nobody() -> str:
    """How long choices are kept, for the page of what is kept how long."""
    return render_template("cookie_choices/_kept.html")
