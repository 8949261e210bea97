"""Where other pages lead to for the privacy notice as it is, or was, while somebody reads them."""

from datetime import datetime

from flask import Flask, url_for

from leadgate.foundation import clock
from leadgate.foundation.databases import page_cache
from leadgate.privacy_notice import queries


def register_globals(app: Flask) -> None:
    """Give the templates these addresses."""
    app.jinja_env.globals["notice_of"] = notice_of


def notice_of(moment: datetime | None = None) -> str | None:
    """The address of the version in force at a moment, which shows that version for good; None before the first.

    Args:
        moment: in UTC; now, where it is None.
    """
    at, numbers = moment or clock.now(), page_cache.remembered(("notices",), queries.numbers)
    number = next((number for number, since in numbers if since <= at), None)
    return url_for("privacy_notice.notice", version=number) if number else None
