"""What the house must know of the register of processors."""

from leadgate.foundation.house.rooms import Command, Nav, NavGroup, Room
from leadgate.foundation.permissions import Role, permission
from leadgate.foundation.words import text as _

KEEP = permission("processors:processor:keep", "say who outside was given data and is told of erasures", Role.OFFICER)

ROOM = Room(
    name="processors",
    views=("office:pages",),
    commands={
        "processor": Command("commands:processor", "Those outside who were given data and hear when it is erased.")
    },
    permissions=(KEEP,),
    nav=(Nav("staff", "processors.index", _("Processors"), KEEP, 45, NavGroup.PRIVACY, "officers"),),
)
