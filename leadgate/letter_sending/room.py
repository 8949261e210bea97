"""What the house must know of sending letters."""

from datetime import timedelta

from leadgate.foundation.house.rooms import Command, Nav, Personal, Room, Task
from leadgate.foundation.permissions import Role, permission
from leadgate.foundation.words import text as _

SEND = permission("letters:letter:send", "send letters, pause and stop them, and see how far they are", Role.MARKETER)

APPROVE = permission("letters:letter:approve", "say the second yes to a letter that goes to many", Role.MARKETER)
SETTINGS = permission("settings:letters:edit", "say how fast letters to many leave, and which need a second yes")

ROOM = Room(
    name="letter_sending",
    opens=("as_sent", "editions", "readers", "room"),
    models=("models", "lane_models"),
    views=("studio:pages", "pace_settings:pages"),
    commands={"letter": Command("commands:letter", "letters to those who said yes")},
    home_lines=("home:WAITING",),
    permissions=(SEND, APPROVE, SETTINGS),
    schedule={"send": Task(timedelta(seconds=5), "leaving.sender:wake")},
    personal=Personal(
        tables={
            "letter_copy": _("letters that were sent to you"),
            "reader_zone": _("the time zone you told, for letters by day"),
        },
        columns={"zone": _("Time zone"), "why": _("Why"), "letter_id": _("Letter")},
    ),
    nav=(
        Nav("letters-sent", "letter_sending.under_way", _("Sending"), SEND),
        Nav("send-letter", "letter_sending.send", _("Send"), SEND),
        Nav(
            "settings-tab",
            "letter_settings.pace",
            _("Letters"),
            SETTINGS,
            order=47,
            about=_("How fast letters to many leave, by which mail server, and when a second person says yes first."),
        ),
    ),
)
