"""What the house must know of questions."""

from leadgate.foundation.rooms import Room

ROOM = Room(name="questions", models=("models",))
