"""What the house must know of what surveys know of people."""

from leadgate.foundation.house.rooms import Room

ROOM = Room(
    name="survey_traits",
    activities=("activities:ANSWERING",),
    attributes=("attributes:ATTRIBUTES",),
)
