"""What the house must know of the studio's pages of purposes."""

from leadgate.foundation.house.rooms import Nav, NavGroup, Room
from leadgate.foundation.permissions import Role, permission
from leadgate.foundation.words import text as _

VIEW = permission("consent:purpose:view", "see purposes and how many agree", Role.MARKETER, Role.OFFICER, Role.VIEWER)
EDIT = permission("consent:purpose:edit", "make, word and retire purposes", Role.MARKETER)

ROOM = Room(
    name="purposes",
    views=("studio:pages",),
    permissions=(VIEW, EDIT),
    first_steps=("home:FIRST_PURPOSE",),
    nav=(
        Nav(
            *("staff", "purposes.index", _("Purposes"), VIEW, 30, NavGroup.AUDIENCE),
            guide="owners#the-first-purpose",
            below="/studio/purposes",
        ),
        Nav("own-purposes", "purposes.index", _("Purposes"), VIEW),
    ),
)
