"""What the house must know of the page on which letters are written."""

from leadgate.foundation.house.rooms import Nav, NavGroup, OutboxWork, Room
from leadgate.foundation.words import text as _
from leadgate.letters.room import WRITE

ROOM = Room(
    name="letter_editor",
    works_without=("groups", "meetups"),
    models=("models",),
    views=("studio:pages",),
    effects={"letter_editor.test": "actions.testing:send"},
    work={
        "letter_editor.test": OutboxWork(
            _("a test of a letter, to whoever writes it"),
            _("It is never sent. Whoever asked for it can ask again."),
        ),
    },
    nav=(
        Nav("staff", "letters_studio.index", _("Letters"), WRITE, 25, NavGroup.AUDIENCE, "marketers#letters"),
        Nav("edit-letter", "letters_studio.edit", _("Letters"), WRITE),
    ),
)
