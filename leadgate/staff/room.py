"""What the house must know of the staff."""

from datetime import timedelta

from leadgate.foundation.house.rooms import Nav, Room, Task
from leadgate.foundation.keys.tokens import Act
from leadgate.foundation.permissions import Role, permission
from leadgate.foundation.words import text as _

STAFF_LINK = Act("staff-link", timedelta(hours=24))
STAFF_BROWSER = Act("staff-browser", timedelta(days=180))
STAFF_WAY_IN = Act("staff-way-in", timedelta(hours=1))
STAFF_HALF = Act("staff-half", timedelta(minutes=10))
STAFF_CHALLENGE = Act("staff-challenge", timedelta(minutes=5))
MANAGE_ACCOUNTS = permission("staff:account:manage", "invite colleagues, say what each is trusted with, let them go")
OWN_ACCOUNT = permission("staff:account:own", "change one's own password, second factor and sessions, sign out", *Role)

ROOM = Room(
    name="staff",
    models=("models",),
    views=(
        "studio:pages",
        "own_account:pages",
        "own_factor:pages",
        "passkeys:pages",
        "openid_door:pages",
    ),
    schedule={"end_sessions": Task(timedelta(minutes=15), "actions.sessions:end_old")},
    letters={
        "changed": "mail:write_changed",
        "passwords_tried": "mail:write_with_way_in",
        "codes_tried": "mail:write_with_way_in",
    },
    tokens=(STAFF_LINK, STAFF_BROWSER, STAFF_WAY_IN, STAFF_HALF, STAFF_CHALLENGE),
    init_app="door:register_login",
    permissions=(OWN_ACCOUNT, MANAGE_ACCOUNTS),
    slots={"front": "door:of_front"},
    nav=(Nav("staff-door", "staff.sign_in", _("Sign in")),),
    robots=("/staff", "/admin"),
)
