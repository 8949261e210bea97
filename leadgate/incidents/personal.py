"""How long it is kept whom an incident concerned."""

from collections.abc import Iterator
from datetime import timedelta

from flask_babel import lazy_gettext as _

from leadgate.foundation.privacy.retention_rules import RetentionAction, RetentionRule
from leadgate.incidents.models import Affected


def incident_rules() -> Iterator[RetentionRule]:
    """As long as somebody can still claim to have suffered from it; the register itself names nobody."""
    yield RetentionRule(
        name="incident/affected",
        of=Affected,
        starts=Affected.__table__.c.found_at,
        event=_("it was found whom it concerned"),
        lifetime=timedelta(days=3 * 365),
        does=RetentionAction.DELETE,
        basis=_("As long as claims can be made, and as the authority may ask who was told."),
    )
