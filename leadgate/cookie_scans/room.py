"""What the house must know of looking at other sites; nothing here is about a person."""

from datetime import timedelta

from leadgate.foundation.house.rooms import Command, Nav, Room, Task
from leadgate.foundation.permissions import Role, permission
from leadgate.foundation.words import text as _

RUN = permission("cookies:scan:run", "have other sites looked at: what they store, and when", Role.MARKETER)

ROOM = Room(
    name="cookie_scans",
    models=("models",),
    views=("studio:pages",),
    commands={
        "cookies scan": Command("commands:scan", "Look at another site: what it stores, before and after the answer.")
    },
    permissions=(RUN,),
    runs={"cookie-scan": "asked:run"},
    schedule={"ask": Task(timedelta(minutes=15), "actions.planning:ask_due")},
    nav=(Nav("cookie-site", "cookie_scans.index", _("Scan"), RUN),),
    init_app="wording:register_filters",
)
