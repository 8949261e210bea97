"""What the house must know of sharing a gate; nothing here is about a person."""

from leadgate.assets.room import EDIT, VIEW
from leadgate.foundation.house.rooms import Nav, NavGroup, Room
from leadgate.foundation.words import text as _

NAME = EDIT
"""Who publishes says which words of links are campaigns."""

ROOM = Room(
    name="sharing",
    views=("studio:pages", "campaigns:pages", "public:pages"),
    first_steps=("home:SHARED",),
    nav=(
        Nav("asset-sharing", "sharing.share", _("Share it"), VIEW, 40),
        Nav(*("staff", "sharing_campaigns.index", _("Campaigns"), VIEW, 40, NavGroup.GATES), guide="marketers"),
    ),
)
