"""What the house must know of the staff."""

from datetime import timedelta

from leadgate.foundation.house.rooms import Command, Room, Task
from leadgate.foundation.keys.tokens import Act
from leadgate.foundation.permissions import Role, permission

STAFF_LINK = Act("staff-link", timedelta(hours=24))
STAFF_BROWSER = Act("staff-browser", timedelta(days=180))
OWN_ACCOUNT = permission("staff:account:own", "change one's own password, see and end one's sessions, sign out", *Role)

ROOM = Room(
    name="staff",
    models=("models",),
    views=("studio:pages", "own_account:pages"),
    commands={"staff": Command("commands:staff", "Accounts of those who work here.")},
    schedule={"end_sessions": Task(timedelta(minutes=15), "actions.sessions:end_old")},
    tokens=(STAFF_LINK, STAFF_BROWSER),
    init_app="door:register_login",
    permissions=(OWN_ACCOUNT,),
    robots=("/staff", "/admin"),
)
