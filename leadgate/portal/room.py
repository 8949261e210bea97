"""What the house must know of the front page and of a person's own page."""

from leadgate.foundation.house.rooms import Nav, Personal, Room
from leadgate.foundation.words import text as _

ROOM = Room(
    name="portal",
    models=("models",),
    views=("public:pages", "me:pages"),
    letters={"code": "mail:write_code"},
    nav=(
        Nav("front-page", "portal.front", _("To the front page")),
        Nav("own-page", "me.overview", _("Your page")),
        Nav("export", "me.export", _("Take everything with you, as a file")),
    ),
    personal=Personal(tables={"export_code": _("digits for exports")}),
)
