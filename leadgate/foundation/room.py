"""The ground floor's own manifest: what every installation has, whatever its rooms."""

from datetime import timedelta

from leadgate.foundation.house.rooms import OutboxWork, Personal, Room, Task
from leadgate.foundation.keys.tokens import UNSUBSCRIBE
from leadgate.foundation.words import text as _

ROOM = Room(
    name="foundation",
    models=("audit", "limits", "background", "keys", "configuration.versions"),
    views=("web.standards:pages", "brand.pages:pages"),
    effects={"mail": "mail.composing:send"},
    work={
        "mail": OutboxWork(
            _("a letter"),
            _("It is never sent. Whoever waits for it has to ask for it again; nobody is told that it did not come."),
        ),
    },
    schedule={
        "drain": Task(timedelta(seconds=3), "background.outbox:drain"),
        "prune": Task(timedelta(hours=1), "background.outbox:prune"),
        "forget_limits": Task(timedelta(minutes=15), "limits:prune"),
        "forget_mail": Task(timedelta(minutes=15), "mail.kept:forget_the_gone"),
    },
    tokens=(UNSUBSCRIBE,),
    personal=Personal(
        tables={"outbox": _("letters and other work that waited")},
        stores=(
            "residue_scan:KEPT_MAIL",
            "residue_scan:DATABASE",
            "residue_scan:BROKER",
            "residue_scan:DATA_FOLDER",
            "residue_scan:TEMPORARY",
        ),
    ),
    init_app="wording:register_filters",
    robots=("/api",),
)
