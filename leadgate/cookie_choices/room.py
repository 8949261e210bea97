"""What the house must know of the record of choices; nothing here is about a person."""

from datetime import timedelta

from leadgate.foundation.house.rooms import Command, Room, Task

ROOM = Room(
    name="cookie_choices",
    models=("models",),
    views=("public:pages",),
    direct={"POST /c/": "answering:of_request"},
    commands={"cookies prove": Command("commands:prove", "Print the receipt of a choice, by its number.")},
    answers={
        "ledger.kept_notices": "comparing:kept_notices",
        "ledger.batches_otherwise": "comparing:batches_otherwise",
    },
    schedule={
        "close": Task(timedelta(hours=1), "actions.closing:close_all"),
        "expire": Task(timedelta(hours=6), "actions.expiring:expire_all"),
    },
)
