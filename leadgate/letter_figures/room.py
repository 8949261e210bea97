"""What the house must know of the figures of letters."""

from leadgate.consent.events import ConsentEnded
from leadgate.foundation.house.rooms import Room
from leadgate.foundation.permissions import Role, permission

COUNT = permission("letters:letter:count", "see what became of letters, in figures", Role.MARKETER, Role.VIEWER)

ROOM = Room(
    name="letter_figures",
    models=("models",),
    views=("studio:pages",),
    permissions=(COUNT,),
    listens={ConsentEnded: ("actions.counting:note_ended",)},
    slots={"sent-letter": "slots:of_letter"},
)
