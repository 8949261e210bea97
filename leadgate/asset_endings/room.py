"""What the house must know of how assets end; nothing here is about a person."""

from leadgate.assets.room import EDIT
from leadgate.foundation.house.rooms import Nav, Room
from leadgate.foundation.words import text as _

ROOM = Room(
    name="asset_endings",
    models=("models",),
    views=("studio:pages",),
    nav=(
        Nav("asset-sharing", "asset_endings.closed_page", _("Page after the end"), EDIT, order=70),
        Nav("end-asset", "asset_endings.end", _("Archive or delete"), EDIT),
    ),
    slots={"over": "slots:over"},
)
