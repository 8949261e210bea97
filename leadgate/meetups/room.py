"""What the house must know of meetups."""

from datetime import timedelta

from leadgate.foundation.house.rooms import Nav, Room
from leadgate.foundation.keys.tokens import Act
from leadgate.foundation.words import text as _

CALENDAR = Act("calendar", timedelta(days=3650))

ROOM = Room(
    name="meetups",
    models=("models",),
    views=("members:pages", "moderation:pages"),
    tokens=(CALENDAR,),
    nav=(
        Nav("group", "meetups.index", _("Events"), order=30),
        Nav("moderation", "meetups_moderation.announce", _("Events"), order=40),
    ),
)
