"""How figures of reports are written for a reader."""

from flask import Flask
from flask_babel import gettext

from leadgate.survey_reports.pictures import ReportScore


def register_filters(app: Flask) -> None:
    """Give the templates these words."""
    app.jinja_env.filters.update(score=score, figure=figure)


SHARES = {"share", "satisfied", "easy", "pleases", "missed"}


def figure(value: float, name: str) -> str:
    """A figure of a report as its kind is written: a share in per cent, the score with its sign, else two places."""
    if name in SHARES:
        return f"{value * 100:.0f} %".replace("-", "−")
    return (f"{value:+.0f}" if name == "nps" else f"{value:.2f}").replace("-", "−")


def score(one: ReportScore) -> str:
    """A score of a report with its interval."""
    if one.span is None:
        return figure(one.value, one.name)
    value, low, high = (figure(end, one.name) for end in one.span)
    return str(gettext("%(value)s (%(low)s to %(high)s)", value=value, low=low, high=high))
