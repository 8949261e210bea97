"""What the house must know of what comes after a download; nothing here is about a person."""

from leadgate.assets.room import EDIT
from leadgate.foundation.house.rooms import Nav, Room
from leadgate.foundation.words import text as _

ROOM = Room(
    name="next_steps",
    models=("models",),
    views=("studio:pages",),
    nav=(Nav("asset-sharing", "next_steps.choose", _("Thank-you page"), EDIT),),
    slots={"ready": "slots:after"},
)
