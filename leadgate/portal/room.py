"""What the house must know of the front page and of a person's own page."""

from leadgate.foundation.house.rooms import Personal, Room
from leadgate.foundation.words import text as _

ROOM = Room(
    name="portal",
    models=("models",),
    views=("public:pages", "me:pages"),
    letters={"code": "mail:write_code"},
    personal=Personal(tables={"export_code": _("digits for exports")}),
)
