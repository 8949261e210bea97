"""What the house must know of runs."""

from datetime import timedelta

from leadgate.foundation.house.rooms import OutboxWork, Room, Task
from leadgate.foundation.words import text as _

ROOM = Room(
    name="runs",
    models=("models",),
    effects={"runs.begin": "working:begin"},
    work={
        "runs.begin": OutboxWork(
            _("beginning a backup, a check or a bundle that somebody asked for"),
            _("It is never begun. After ten minutes it can be asked for again."),
        )
    },
    schedule={"forget": Task(timedelta(hours=6), "actions.asking:forget_old")},
)
