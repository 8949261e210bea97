"""What the house must know of incidents."""

from datetime import timedelta

from leadgate.cookie_scans.events import LeftBeforeTheAnswer
from leadgate.foundation.events import TooManyGuesses
from leadgate.foundation.house.rooms import Command, Nav, NavGroup, OutboxWork, Personal, Room, Task
from leadgate.foundation.permissions import Role, permission
from leadgate.foundation.words import text as _
from leadgate.staff.events import SignedInFromNewPlace

HANDLE = permission(
    "incidents:incident:handle",
    "see what was noticed; keep the register of breaches; tell authority and people",
    Role.OFFICER,
)

ROOM = Room(
    name="incidents",
    works_without=("assets", "cookie_scans"),
    models=("models",),
    views=("office:pages",),
    commands={
        "incident": Command("commands:incident", "Breaches: what was noticed, and the register with its 72 hours.")
    },
    letters={"alert": "mail:write_alert", "clock": "mail:write_clock", "breach": "mail:write_breach"},
    handlers={"incidents.tell": "actions.telling:tell_some", "incidents.affected": "actions.affecting:work_out"},
    work={
        "incidents.tell": OutboxWork(
            _("writing to people whom a breach concerns"),
            _(
                "Whoever was not written to yet is never told, though the law may want it (GDPR art. 34). "
                "Do not drop it: have its reason mended."
            ),
        ),
        "incidents.affected": OutboxWork(
            _("working out whom a breach concerns"),
            _("The incident says for ever that it is being worked out, and nobody can be written to."),
        ),
    },
    schedule={
        "watch": Task(timedelta(minutes=5), "actions.watching:watch"),
        "remind": Task(timedelta(minutes=15), "actions.reminding:remind_officers"),
    },
    permissions=(HANDLE,),
    listens={
        SignedInFromNewPlace: ("actions.alerting:note_new_place",),
        TooManyGuesses: ("actions.alerting:note_guesses",),
        LeftBeforeTheAnswer: ("actions.alerting:note_leak",),
    },
    personal=Personal(
        tables={
            "honey_record": _("a record nobody should touch, which notices when somebody does"),
            "incident_affected": _("incidents that concerned you"),
        },
        rules=("personal:incident_rules",),
        rule_words={"incident/affected": _("incidents that concerned you")},
        columns={"found_at": _("When")},
    ),
    nav=(Nav("staff", "incidents_office.index", _("Incidents"), HANDLE, 40, NavGroup.PRIVACY, "officers"),),
    home_lines=("home:NOTICED", "home:RUNNING"),
    slots={"office": "slots:running"},
    init_app="wording:register_filters",
    controls=("controls:CONTROLS",),
    answers={"leads.nobody_meets": "queries:planted"},
)
