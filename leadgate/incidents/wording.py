"""The words of the incidents room, in the reader's language."""

from typing import Any

from flask import Flask
from flask_babel import lazy_gettext as _

from leadgate.incidents import standing
from leadgate.incidents.forms import KINDS, RISKS, SCOPES

ALERTS = {
    "many-seen": _("An account looked at unusually many people."),
    "new-place": _("Somebody signed in from a network this account was never seen in."),
    "guesses": _("Links, codes or passwords were tried out in bulk."),
    "honey": _("A honey record was touched, which nobody has a reason to."),
}
STEPS = {
    "opened": _("The incident was written down."),
    "completed": _("What is known was completed."),
    "remark": _("Written down:"),
    "authority": _("The authority was told:"),
    "people": _("Letters to the people concerned were put on their way; so many:"),
    "closed": _("It was closed."),
}
WORDS: dict[str, dict[str, Any]] = {
    "alert": ALERTS,
    "incident_step": STEPS,
    "breach_kind": dict(KINDS),
    "scope": {scope.value: words for scope, words in SCOPES},
    "risk": {risk.value: words for risk, words in RISKS},
}


def register_filters(app: Flask) -> None:
    """Give the templates the words, the clock."""
    for kind, words in WORDS.items():
        app.jinja_env.filters[f"{kind}_words"] = lambda word, words=words: str(words.get(str(word), word))
    app.jinja_env.filters["hours_left"] = lambda incident: int(standing.left(incident).total_seconds() // 3600)
    app.jinja_env.tests["late_incident"] = standing.is_late
