"""What the house must know of letters: they are the controller's, and say nothing of anybody."""

from leadgate.foundation.house.rooms import Nav, NavGroup, OutboxWork, Room
from leadgate.foundation.permissions import Role, permission
from leadgate.foundation.words import text as _

WRITE = permission("letters:letter:write", "write letters to those who said yes, and see how they look", Role.MARKETER)

ROOM = Room(
    name="letters",
    opens=("composing", "fields", "framing"),
    works_without=("groups", "meetups"),
    models=("models",),
    views=("studio:pages", "public:pages"),
    effects={"letters.test": "actions.testing:send"},
    work={
        "letters.test": OutboxWork(
            _("a test of a letter, to whoever writes it"),
            _("It is never sent. Whoever asked for it can ask again."),
        ),
    },
    permissions=(WRITE,),
    nav=(Nav("staff", "letters_studio.index", _("Letters"), WRITE, 25, NavGroup.AUDIENCE, "marketers#letters"),),
)
