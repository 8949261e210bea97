"""What the house must know of surveys in the formats of other programs: nothing is kept here."""

from leadgate.foundation.house.rooms import Room

ROOM = Room(name="survey_formats", opens=("foreign",))
