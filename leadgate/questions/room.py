"""What the house must know of questions."""

from leadgate.foundation.house.rooms import Room

ROOM = Room(
    name="questions",
    opens=("answers", "conditions", "fields", "keys", "kinds", "showing", "wording"),
    models=("models",),
    init_app="wording:register_filters",
)
