"""What the house must know of questionnaires; nobody has answered them here."""

from leadgate.foundation.house.rooms import Room

ROOM = Room(name="questionnaires", opens=("checking", "definition", "flow", "piping"))
