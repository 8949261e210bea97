"""The tables of groups: what they are, who runs them, who belongs, what moderators keep beside them."""

from leadgate.groups.models.group import Appointment, Group, GroupPurpose, GroupRules
from leadgate.groups.models.membership import Departure, Membership
from leadgate.groups.models.note import ModeratorNote, SavedReply
from leadgate.groups.models.resource import Resource

__all__ = [
    "Appointment",
    "Departure",
    "Group",
    "GroupPurpose",
    "GroupRules",
    "Membership",
    "ModeratorNote",
    "Resource",
    "SavedReply",
]
