"""What the house must know of questions."""

from leadgate.foundation.rooms import Room

ROOM = Room(
    name="questions",
    opens=("answers", "conditions", "fields", "kinds", "pii_detection", "showing"),
    models=("models",),
)
