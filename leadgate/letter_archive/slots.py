"""What the archive puts on pages of others: one's own page, what searchers read, and beside a letter that was sent."""

from typing import Any

from flask import render_template

from leadgate.letter_archive import queries
from leadgate.letter_sending.queries import RunKept
from leadgate.people import browser


def mine() -> str:
    """The way to what was sent to the reader."""
    return render_template("letter_archive/_mine.html") if browser.reader() else ""


def for_searchers() -> str:
    """Letters everybody may read."""
    return render_template("letter_archive/_sitemap.xml", names=queries.names_put_up())


def of_letter(run: RunKept, **_more: Any) -> str:
    """Whether a letter that was sent stands on the site, and how to change that.

    Args:
        run: its sending.
    """
    if run.started_at is None:
        return ""
    return render_template("letter_archive/_of_letter.html", run=run, is_up=queries.is_up(run.letter_id))
