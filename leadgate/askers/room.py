"""What the house must know of those who ask; it keeps nothing."""

from leadgate.foundation.house.rooms import Room

ROOM = Room(name="askers", opens=("asking", "asking_form"))
