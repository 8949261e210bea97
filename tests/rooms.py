"""A room of a test's own in the house of an installation."""

from leadgate.foundation.house.assembly import House
from leadgate.foundation.house.rooms import Room
from leadgate.foundation.installation import Installation


def add(here: Installation, **declared: object) -> None:
    """Bring in one more room, whose modules are the tests' own."""
    here.house = House([*here.house.rooms, Room(name="test", package="tests", **declared)])
