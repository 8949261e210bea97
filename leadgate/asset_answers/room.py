"""What the house must know of correcting what was answered; it keeps nothing of its own."""

from leadgate.foundation.house.rooms import Nav, Room
from leadgate.foundation.words import text as _

ROOM = Room(
    name="asset_answers",
    views=("me:pages",),
    nav=(Nav("own-answers", "asset_answers.answers", _("What you answered")),),
)
