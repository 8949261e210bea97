"""How long downloads are remembered, and what there is to hold."""

from collections.abc import Iterator
from datetime import timedelta

from flask_babel import lazy_gettext as _

from leadgate.assets import queries
from leadgate.assets.models import Download
from leadgate.attributes import entitlements
from leadgate.attributes.entitlements import Entitlement
from leadgate.foundation.privacy.retention_rules import RetentionAction, RetentionRule


def asset_rules() -> Iterator[RetentionRule]:
    """Single downloads are remembered for a year; counts, which name nobody, for good."""
    yield RetentionRule(
        name="download/history",
        of=Download,
        starts=Download.__table__.c.at,
        event=_("the download"),
        lifetime=timedelta(days=365),
        does=RetentionAction.DELETE,
        basis=_("Long enough to help somebody whose file did not arrive, and to see what is wanted."),
    )


def what_there_is_to_hold() -> list[Entitlement]:
    """What is open to everybody now."""
    return [Entitlement(one.id, one.title, f"/a/{one.slug}") for one in queries.published()]


ENTITLEMENTS = entitlements.Source(queries.has_grant, what_there_is_to_hold)
