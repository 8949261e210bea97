"""What the house must know of what comes back of letters."""

from datetime import timedelta

from leadgate.foundation.house.rooms import Command, Look, Nav, Personal, Room, Task
from leadgate.foundation.permissions import Role, permission
from leadgate.foundation.words import text as _
from leadgate.letter_sending.events import LetterRefused
from leadgate.people.events import AddressTaken

READ = permission("letters:returned:read", "see what came back of letters, and write to somebody again", Role.MARKETER)
RETURNED_LOOK = Look("letters:returned", _("letters to you that came back"), _("address and what its server said"))

ROOM = Room(
    name="bounces",
    models=("models",),
    views=("studio:pages", "services.hooks:pages"),
    permissions=(READ,),
    looks=(RETURNED_LOOK,),
    commands={"bounce": Command("commands:bounce", "what comes back of letters")},
    schedule={"mailbox": Task(timedelta(minutes=1), "mailbox.emptying:empty")},
    listens={LetterRefused: ("actions.hearing:hear_refusal",), AddressTaken: ("actions.undoing:begin_anew",)},
    mail_checks=("queries:is_reached",),
    answers={"leads.whose_letters_return": "queries:letters_return"},
    slots={"me": "slots:mine"},
    personal=Personal(
        tables={
            "letter_returned": _("letters to you that came back"),
            "letter_unreachable": _("that your mailbox takes no letters"),
        },
        columns={
            "said": _("What the mail server said"),
            "suppressed": _("No letters since"),
            "undone_at": _("Taken back"),
        },
    ),
    nav=(Nav("returned-letters", "bounces_studio.index", _("Returned letters"), READ),),
)
