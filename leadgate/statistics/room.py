"""What the house must know of statistics: that they are there."""

from leadgate.foundation.rooms import Room

ROOM = Room(name="statistics", opens=("disclosure", "intervals", "significance", "weighting"))
