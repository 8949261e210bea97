"""A room of a test's own in the house of an installation."""

from leadgate.foundation.house import House
from leadgate.foundation.installation import Installation
from leadgate.foundation.rooms import Room


def add(here: Installation, **declared: object) -> None:
    """Bring in one more room, whose modules are the tests' own."""
    here.house = House([*here.house.rooms, Room(name="test", package="tests", **declared)])
