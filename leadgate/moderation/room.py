"""What the house must know of moderation."""

from datetime import timedelta

from leadgate.foundation.house.rooms import Look, Nav, NavGroup, Room, Task
from leadgate.foundation.words import text as _
from leadgate.groups.room import DECIDE

APPLICANT_LOOK = Look(
    "applicant:look", _("your request to join a group"), _("a name and answers given to join a group")
)

ROOM = Room(
    name="moderation",
    models=("models",),
    views=("moderators:pages", "requests:pages"),
    letters={"waiting": "mail:write_waiting"},
    schedule={"remind": Task(timedelta(minutes=5), "actions.reminding:remind_moderators")},
    looks=(APPLICANT_LOOK,),
    slots={"moderation_tabs": "slots:queue_tabs"},
    nav=(
        Nav("staff", "moderation.index", _("Moderation"), DECIDE, 25, NavGroup.AUDIENCE, "moderators#the-queue"),
        Nav("moderation", "moderation.figures", _("Week by week"), order=80),
    ),
    home_lines=("home:WAITING",),
    finders=("home:RUN_GROUPS",),
    answers={"groups.waiting_in": "queue:figures"},
    robots=("/moderate",),
)
