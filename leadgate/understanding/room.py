"""What the house must know of understanding how assets do; nothing here is about one person."""

from leadgate.assets.room import VIEW
from leadgate.foundation.house.rooms import Nav, NavGroup, Room
from leadgate.foundation.words import text as _

ROOM = Room(
    name="understanding",
    views=("studio:pages",),
    slots={"asset": "slots:of_asset"},
    nav=(
        Nav(
            *("staff", "understanding.overview", _("Figures"), VIEW, 15, NavGroup.GATES),
            guide="marketers#figures",
            below="/studio/figures",
        ),
    ),
)
