"""What the house must know of work that waits, or was given up."""

from leadgate.foundation.house.rooms import Command, Nav, NavGroup, Room
from leadgate.foundation.permissions import Role, permission
from leadgate.foundation.words import text as _

MEND = permission(
    "operating:work:mend", "see what waits or was given up; try it again, or give it up for good", Role.OFFICER
)

ROOM = Room(
    name="waiting_work",
    views=("admin:pages",),
    commands={"outbox": Command("commands:outbox", "Work that was given up after many tries, and waits for you.")},
    permissions=(MEND,),
    nav=(
        Nav(
            *("staff", "waiting_work.index", _("Waiting work"), MEND, 20, NavGroup.OPERATING),
            guide="operators#waiting-work",
        ),
    ),
)
