"""What the house must know of the analysis of surveys: figures out of answers, and what of them is hidden."""

from leadgate.foundation.house.rooms import Room

ROOM = Room(name="survey_analysis", opens=("report", "parts", "asking", "full_quotas", "publishing"))
