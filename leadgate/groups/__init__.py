"""Private groups: making them, asking to join, deciding, belonging, leaving."""

from leadgate.groups import mail, personal
from leadgate.groups.actions import expiring, proving

__all__ = ["expiring", "mail", "personal", "proving"]
