"""What the house must know of moderation."""

from datetime import timedelta

from leadgate.foundation.house.rooms import Nav, Room, Task
from leadgate.foundation.words import text as _
from leadgate.groups.room import DECIDE

ROOM = Room(
    name="moderation",
    views=("moderators:pages",),
    letters={"waiting": "mail:write_waiting"},
    schedule={"remind": Task(timedelta(minutes=5), "actions.reminding:remind_moderators")},
    nav=(
        Nav("areas", "moderation.index", _("Moderation"), DECIDE, order=20),
        Nav("moderation", "moderation.figures", _("Week by week"), order=80),
    ),
    robots=("/moderate",),
)
