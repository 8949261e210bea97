"""How what is counted is written for a reader."""

from datetime import date

from babel.dates import format_skeleton
from flask import Flask
from flask_babel import format_decimal, get_locale, gettext

from leadgate.analytics.blocks import SEVERAL
from leadgate.analytics.changes import Change, Rate
from leadgate.analytics.sources import BETWEEN

EXACT = 0.02
"""A share known so well is told without its interval."""


def register_filters(app: Flask) -> None:
    """Give the templates these filters."""
    app.jinja_env.filters.update(origin=origin, change=said, origin_word=origin_word, month=month)
    app.jinja_env.filters.update(month_alone=month_alone, beside=beside, percent=percent)


def origin(text: str) -> str:
    """A whole origin, its words one after the other."""
    return " · ".join(filter(None, text.split(BETWEEN)))


def origin_word(word: str) -> str:
    """One word of origins, or what stands in its place."""
    if word == SEVERAL:
        return str(gettext("others, fewer than five each"))
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
    if found.is_new:
        return str(gettext("new"))
    by, low, high = (_share(one) for one in (found.by, found.low, found.high))
    return str(gettext("%(change)s %% (%(low)s to %(high)s)", change=by, low=low, high=high))


def beside(now: int, before: int) -> str:
    """How many more or fewer than before, and how many those were; broken before the bracket only."""
    if now and not before:
        return str(gettext("new (none before)"))
    words = {"num": format_decimal(abs(now - before)), "before": format_decimal(before)}
    if now > before:
        return _in_two(gettext("%(num)s more (%(before)s before)", **words))
    if now < before:
        return _in_two(gettext("%(num)s fewer (%(before)s before)", **words))
    return str(gettext("as many as before"))


def percent(found: Rate) -> str:
    """A share, with the interval that chance leaves it where that is worth a word; broken before the bracket only."""
    value, low, high = (format_decimal(round(100 * one)) for one in (found.value, found.low, found.high))
    if found.high - found.low < EXACT:
        return _in_two(gettext("%(share)s %%", share=value))
    return _in_two(gettext("%(share)s %% (%(low)s to %(high)s)", share=value, low=low, high=high))


def _in_two(said: str) -> str:
    return "\N{NO-BREAK SPACE}".join(said.split(" ")).replace("\N{NO-BREAK SPACE}(", " (")


def _share(one: float) -> str:
    percent = round(100 * one)
    return f"{'+' if percent > 0 else '−' if percent < 0 else '±'}{format_decimal(abs(percent))}"
