"""What the house must know of sending letters."""

from datetime import timedelta

from leadgate.foundation.house.rooms import Nav, Personal, Room, Task
from leadgate.foundation.permissions import Role, permission
from leadgate.foundation.words import text as _

SEND = permission("letters:letter:send", "send letters, pause and stop them, and see how far they are", Role.MARKETER)

ROOM = Room(
    name="letter_sending",
    models=("models",),
    views=("studio:pages",),
    permissions=(SEND,),
    schedule={"send": Task(timedelta(seconds=5), "leaving.sender:wake")},
    personal=Personal(
        tables={"letter_copy": _("letters that were sent to you")},
        columns={"why": _("Why"), "letter_id": _("Letter")},
    ),
    nav=(Nav("send-letter", "letter_sending.send", _("Send"), SEND),),
)
