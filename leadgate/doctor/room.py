"""What the house must know of the doctor."""

from leadgate.foundation.house.rooms import Command, Nav, NavGroup, Room
from leadgate.foundation.permissions import Role, permission
from leadgate.foundation.words import text as _

HEALTH = permission("operating:health:see", "see how each thing is that the installation stands on", Role.OFFICER)

ROOM = Room(
    name="doctor",
    works_without=("backup",),
    views=("admin:pages",),
    commands={
        "doctor": Command(
            "commands:doctor",
            "Try each thing an installation stands on; say what is wrong and how to mend it.",
            under_any_key=True,
        )
    },
    permissions=(HEALTH,),
    nav=(Nav(*("staff", "health.index", _("Health"), HEALTH, 10, NavGroup.OPERATING), guide="operators#health"),),
    runs={"health": "health:try_all"},
)
