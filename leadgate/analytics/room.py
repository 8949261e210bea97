"""What the house must know of counting visits."""

from datetime import timedelta

from leadgate.foundation.house.rooms import Room, Task

ROOM = Room(
    name="analytics",
    opens=("charts", "funnel", "sources"),
    models=("models",),
    schedule={"add_up": Task(timedelta(minutes=15), "actions.adding_up:add_up")},
)
