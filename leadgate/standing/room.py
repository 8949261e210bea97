"""What the house must know of what stands."""

from datetime import timedelta

from leadgate.foundation.house.rooms import OutboxWork, Personal, Room, Task
from leadgate.foundation.words import text as _
from leadgate.people.events import AddressesTaken, AddressTaken

ROOM = Room(
    name="standing",
    models=("models",),
    views=("me:pages",),
    handlers={"standing.settle": "actions.binding:settle"},
    effects={"standing.note": "actions.noting:write_down"},
    work={
        "standing.settle": OutboxWork(
            _("putting an opt-out or a restriction in force"),
            _(
                "Somebody's opt-out or restriction does not hold, though they were told it does. "
                "Do not drop it: have its reason mended."
            ),
        ),
        "standing.note": OutboxWork(
            _("noting an opt-out or a restriction beside the database"),
            _("It holds here; a restore of an older backup would forget it."),
        ),
    },
    schedule={"forget_notes": Task(timedelta(hours=1), "actions.noting:forget_old")},
    listens={AddressTaken: ("actions.binding:hold_for",), AddressesTaken: ("actions.binding:hold_for_many",)},
    personal=Personal(tables={"standing_request": _("what you asked of us that stands until you end it")}),
)
