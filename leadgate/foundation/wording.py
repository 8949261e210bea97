"""How figures, dates and the words of the machine are written for a reader."""

from datetime import datetime

from flask import Flask
from flask_babel import format_date, format_datetime, format_decimal
from flask_babel import lazy_gettext as _

HAPPENED = {
    "requested": _("asked for"),
    "given": _("yes"),
    "refused": _("no"),
    "withdrawn": _("withdrawn"),
    "expired": _("lapsed"),
    "renewed": _("yes, again"),
}
STEPS = {
    "seen": _("Seen"),
    "started": _("Started"),
    "asked": _("Asked"),
    "confirmed": _("Confirmed"),
    "downloaded": _("Downloaded"),
}


def teach(app: Flask) -> None:
    """Give the templates these filters."""
    app.jinja_env.filters.update(day=day, moment=moment, number=format_decimal, happened=happened, step_name=step_name)


def day(at: datetime) -> str:
    """A date as the reader's language writes it."""
    return str(format_date(at, "medium"))


def moment(at: datetime) -> str:
    """A date and time, in UTC, as the reader's language writes them."""
    return f"{format_datetime(at, 'medium')} UTC"


def happened(word: str) -> str:
    """What an entry of the ledger says, in the reader's words."""
    return str(HAPPENED[word])


def step_name(word: str) -> str:
    """A step of the funnel, in the reader's words."""
    return str(STEPS[word])
