"""Private groups: making them, asking to join, deciding, belonging, leaving."""

from leadgate.groups import claims, mail, news, occasions, personal, traits, verifications
from leadgate.groups.actions import closing, expiring, handing_over

__all__ = [
    "claims",
    "closing",
    "expiring",
    "handing_over",
    "mail",
    "news",
    "occasions",
    "personal",
    "traits",
    "verifications",
]
