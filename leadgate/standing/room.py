"""What the house must know of what stands."""

from datetime import timedelta

from leadgate.foundation.house.rooms import Personal, Room, Task
from leadgate.foundation.words import text as _
from leadgate.people.events import AddressesTaken, AddressTaken

ROOM = Room(
    name="standing",
    models=("models",),
    views=("me:pages",),
    handlers={"standing.settle": "actions.binding:settle"},
    effects={"standing.note": "actions.noting:write_down"},
    schedule={"forget_notes": Task(timedelta(hours=1), "actions.noting:forget_old")},
    listens={AddressTaken: ("actions.binding:hold_for",), AddressesTaken: ("actions.binding:hold_for_many",)},
    personal=Personal(tables={"standing_request": _("what you asked of us that stands until you end it")}),
)
