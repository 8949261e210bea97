"""What the house must know of statistics: that they are there."""

from leadgate.foundation.house.rooms import Room

ROOM = Room(name="statistics", opens=("disclosure", "intervals", "significance", "weighting"))
