"""What the house must know of finding what is sensitive in free text."""

from leadgate.foundation.house.rooms import Room

ROOM = Room(name="pii_detection", opens=("finding", "normalising", "senses", "special"))
