"""The words of the incidents room, in the reader's language."""

from flask import Flask

from leadgate.foundation.words import Words, words_of
from leadgate.incidents import standing
from leadgate.incidents.models import AlertRule, BreachKind, IncidentStepKind, Risk, Scope

KINDS: dict[str, type[Words]] = {
    "alert": AlertRule,
    "incident_step": IncidentStepKind,
    "breach_kind": BreachKind,
    "scope": Scope,
    "risk": Risk,
}


def register_filters(app: Flask) -> None:
    """Give the templates the words, the clock."""
    app.jinja_env.filters.update({f"{name}_words": words_of(kind) for name, kind in KINDS.items()})
    app.jinja_env.filters["hours_left"] = lambda incident: int(standing.left(incident).total_seconds() // 3600)
    app.jinja_env.tests["late_incident"] = standing.is_late
