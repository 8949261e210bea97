"""What the house must know of whom the figures of surveys count; nothing is kept here."""

from leadgate.foundation.house.rooms import Room

ROOM = Room(name="survey_cohorts", opens=("cohort", "edition", "recounting", "unfinished"))
"""Sets of responses as values: reports keep them."""
