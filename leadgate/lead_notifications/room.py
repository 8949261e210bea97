"""What the house must know of letters about new leads; no row here is about one person."""

from datetime import timedelta

from leadgate.assets.room import LEADS
from leadgate.foundation.house.rooms import Look, Nav, NavGroup, Room, Task
from leadgate.foundation.words import text as _

LETTER_LOOK = Look(
    "lead_notifications:letter", _("a letter to our staff that you are new"), _("address, and what was asked for")
)

ROOM = Room(
    name="lead_notifications",
    models=("models",),
    views=("studio:pages",),
    looks=(LETTER_LOOK,),
    letters={"news": "mail:write_news"},
    schedule={"tell": Task(timedelta(minutes=5), "actions.telling:tell_due")},
    nav=(
        Nav(
            *("staff", "lead_notifications.choose", _("Letters about leads"), LEADS, 60, NavGroup.GATES),
            guide="marketers#letters-about-leads",
            below="/studio/lead-notifications",
        ),
    ),
)
