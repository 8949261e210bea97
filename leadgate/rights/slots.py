"""What privacy requests put on a person's own page."""

from flask import render_template


def mine() -> str:
    """The line that leads to what the reader has asked for."""
    return render_template("rights/_mine.html")
