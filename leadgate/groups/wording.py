"""How the words of groups are written for a reader."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from flask import Flask
from flask_babel import format_timedelta, get_locale, gettext

from leadgate.foundation import clock
from leadgate.foundation.words import words_of
from leadgate.groups.queries import FEW
from leadgate.groups.types import Admission, GroupRole, Visibility


def register_filters(app: Flask) -> None:
    """Give the templates these filters."""
    kinds = {"admission": Admission, "visibility": Visibility, "group_role": GroupRole}
    app.jinja_env.filters.update({name: words_of(kind) for name, kind in kinds.items()})
    app.jinja_env.filters.update(weekdays=weekdays, age=age, hours=in_hours)
    app.jinja_env.globals["few"] = FEW


def weekday_names() -> dict[int, str]:
    """The days of the week in the reader's language, by number."""
    return dict(get_locale().days["format"]["wide"])


def weekdays(days: Iterable[int]) -> str:
    """Days of the week, 0 for Monday, by their names."""
    names = weekday_names()
    return str(gettext(", ").join(names[day] for day in sorted(days)))


def age(since: datetime) -> str:
    """How long something has waited, to the minute."""
    return str(format_timedelta(max(clock.now() - since, timedelta(minutes=1)), threshold=1.1))


def in_hours(hours: float) -> str:
    """A number of hours as a person says it."""
    return str(format_timedelta(timedelta(hours=hours), threshold=1.1))
