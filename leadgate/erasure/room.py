"""What the house must know of erasure."""

from datetime import timedelta

from leadgate.foundation.house.rooms import Command, OutboxWork, Personal, Room, Task
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
    work={
        "erasure.finish": OutboxWork(
            _("finishing an erasure: searching for what is left, and the certificate"),
            _("Nothing, for long: the clock begins it anew every five minutes until it is done."),
        ),
        "erasure.tell": OutboxWork(
            _("telling a processor of an erasure"),
            _("They are never told and keep the person's data, though the law wants them told (GDPR art. 19)."),
        ),
    },
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
