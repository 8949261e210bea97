"""What the house must know of the fields that forms ask; it keeps nothing."""

from leadgate.foundation.house.rooms import Room

ROOM = Room(name="asked_fields", opens=("fields",))
