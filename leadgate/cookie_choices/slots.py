"""What choices put on pages of other rooms."""

from flask import render_template


def kept_about_nobody() -> str:
    """How long choices are kept, for the page of what is kept how long."""
    return render_template("cookie_choices/_kept.html")


def mine() -> str:
    """The line on a person's own page that leads to the receipts they added."""
    return render_template("cookie_choices/_mine.html")
