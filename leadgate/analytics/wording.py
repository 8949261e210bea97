"""How what is counted is written for a reader."""

from datetime import date

from babel.dates import format_skeleton
from flask import Flask
from flask_babel import format_decimal, get_locale, gettext

from leadgate.analytics.blocks import SEVERAL
from leadgate.analytics.changes import Change
from leadgate.analytics.sources import BETWEEN


def register_filters(app: Flask) -> None:
    """Give the templates these filters."""
    app.jinja_env.filters.update(origin=origin, change=said, origin_word=origin_word, month=month)
    app.jinja_env.filters["month_alone"] = month_alone


def origin(text: str) -> str:
    """A whole origin, its words one after the other."""
    return " · ".join(filter(None, text.split(BETWEEN)))


def origin_word(word: str) -> str:
    """One word of origins, or what stands in its place."""
    if word == SEVERAL:
        return str(gettext("several, too few each"))
    return word or str(gettext("not named"))


def month(day: date) -> str:
    """The month of a day, as the reader's language writes it."""
    return str(format_skeleton("yMMM", day, locale=get_locale()))


def month_alone(day: date) -> str:
    """The month of a day, short and without its year."""
    return str(format_skeleton("MMM", day, locale=get_locale()))


def said(found: Change | None) -> str:
    """A change with its interval, or that there are too few to say."""
    if found is None:
        return str(gettext("too few to say"))
    by, low, high = (_share(one) for one in (found.by, found.low, found.high))
    return str(gettext("%(change)s %% (%(low)s to %(high)s)", change=by, low=low, high=high))


def _share(one: float) -> str:
    percent = round(100 * one)
    return f"{'+' if percent > 0 else '−' if percent < 0 else '±'}{format_decimal(abs(percent))}"
