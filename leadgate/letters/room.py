"""What the house must know of letters: they are the controller's, and say nothing of anybody."""

from leadgate.foundation.house.rooms import Room
from leadgate.foundation.permissions import Role, permission

WRITE = permission("letters:letter:write", "write letters to those who said yes, and see how they look", Role.MARKETER)

ROOM = Room(
    name="letters",
    opens=("composing", "fields", "framing", "links", "showing"),
    models=("models",),
    views=("public:pages",),
    permissions=(WRITE,),
)
