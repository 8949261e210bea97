"""What the house must know of erasure."""

from datetime import timedelta

from leadgate.foundation.house.rooms import Command, Personal, Room, Task
from leadgate.foundation.keys.tokens import Act
from leadgate.foundation.words import text as _

ERASURE = Act("erasure", timedelta(days=3650))

ROOM = Room(
    name="erasure",
    opens=("holds", "journal"),
    models=("models",),
    views=("public:pages",),
    commands={"hold": Command("commands:hold", "Legal holds: what must not be destroyed while a law requires it.")},
    effects={"erasure.finish": "actions.certifying:finish", "erasure.tell": "actions.telling:tell"},
    schedule={"finish": Task(timedelta(minutes=5), "actions.certifying:finish_all")},
    tokens=(ERASURE,),
    install=("journal:rewrite_old",),
    personal=Personal(
        tables={
            "erasure_needle": _("what an erasure searches for"),
            "erasure_person": _("an erasure that is not done yet"),
            "legal_hold": _("legal holds"),
            "processor_notice": _("notices to others who had the data"),
        },
        exempt_rows=("holds:is_held",),
        exempt_keys=("holds:keeps_key",),
        columns={"held_table": _("What is held"), "placed_at": _("When")},
    ),
)
