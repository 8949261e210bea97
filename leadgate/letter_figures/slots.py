"""What figures put on pages of others: the way to them, beside a letter that was sent."""

from typing import Any

from flask import render_template
from flask_login import current_user

from leadgate.foundation.permissions import may
from leadgate.letter_figures.room import COUNT
from leadgate.letter_sending.queries import RunKept


def of_letter(run: RunKept, **_more: Any) -> str:
    """The way to a letter's figures.

    Args:
        run: its sending.
    """
    if run.started_at is None or not may(current_user, COUNT):
        return ""
    return render_template("letter_figures/_of_letter.html", run=run)
