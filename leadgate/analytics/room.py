"""What the house must know of counting visits."""

from datetime import timedelta

from leadgate.foundation.house.rooms import Command, Room, Task

ROOM = Room(
    name="analytics",
    opens=("blocks", "changes", "charts", "funnel", "sources", "spans"),
    models=("models",),
    init_app="wording:register_filters",
    commands={"campaign": Command("commands:campaign", "Campaigns: words behind `?source=` that are counted by name.")},
    schedule={
        "add_up": Task(timedelta(minutes=15), "actions.adding_up:add_up"),
        "keep_quarters": Task(timedelta(hours=1), "actions.keeping_quarters:keep_quarters"),
        "forget_sightings": Task(timedelta(hours=6), "actions.sighting:forget_old"),
    },
)
