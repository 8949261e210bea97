"""How the figures of reports are written for a reader."""

from flask import Flask
from flask_babel import gettext

from leadgate.statistics.wording import figure
from leadgate.survey_reports.pictures import ReportScore


def register_filters(app: Flask) -> None:
    """Give the templates these words."""
    app.jinja_env.filters["score"] = score


def score(one: ReportScore) -> str:
    """A score of a report with its interval, or what it lies between."""
    if one.span is not None:
        value, low, high = (figure(end, one.name) for end in one.span)
        return str(gettext("%(value)s (%(low)s to %(high)s)", value=value, low=low, high=high))
    if one.between is not None:
        return _between(*(figure(end, one.name) for end in one.between))
    return str(gettext("hidden")) if one.value is None else figure(one.value, one.name)


def _between(low: str, high: str) -> str:
    return low if low == high else str(gettext("between %(low)s and %(high)s", low=low, high=high))
