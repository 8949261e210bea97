"""What the house must know of retention."""

from datetime import timedelta

from leadgate.foundation.house.rooms import Command, Nav, NavGroup, Personal, Room, Task
from leadgate.foundation.keys.tokens import Act
from leadgate.foundation.permissions import Role, permission
from leadgate.foundation.words import text as _

KEEP = Act("keep", timedelta(days=120))
SEE = permission("retention:rule:see", "see what is kept how long, and the year ahead", Role.OFFICER, Role.VIEWER)
CHOOSE = permission("retention:rule:choose", "choose how long; let a large sweep go on", Role.OFFICER)

ROOM = Room(
    name="retention",
    opens=("rules", "wording"),
    models=("models",),
    views=("public:pages", "office:pages"),
    commands={"retention": Command("commands:retention", "How long things are kept.")},
    letters={
        "leaving_soon": "mail:write_leaving_soon",
        "consent_lapses": "mail:write_consent_lapses",
        "belonging_ends": "mail:write_belonging_ends",
    },
    schedule={
        "expire": Task(timedelta(minutes=1), "actions.sweeping:sweep_all"),
        "warn": Task(timedelta(hours=1), "actions.warning:warn_all"),
        "forecast": Task(timedelta(hours=1), "forecast:compute"),
    },
    tokens=(KEEP,),
    permissions=(SEE, CHOOSE),
    personal=Personal(
        tables={"retention_warning": _("announcements that something ends")},
        columns={"sent_at": _("When")},
    ),
    nav=(Nav("staff", "retention_office.index", _("Retention"), SEE, 30, NavGroup.PRIVACY, "officers"),),
    home_lines=("home:HELD_BACK",),
    init_app="wording:register_filters",
)
