"""What the house must know of attributes."""

from leadgate.foundation.house.rooms import Room

ROOM = Room(name="attributes", opens=("activities", "attributes", "entitlements"))
