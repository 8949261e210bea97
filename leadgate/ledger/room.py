"""What the house must know of the ledger."""

from datetime import timedelta

from leadgate.foundation.events import Looked
from leadgate.foundation.house.rooms import Personal, Room, Task
from leadgate.foundation.words import text as _

ROOM = Room(
    name="ledger",
    opens=(
        *("checkpoints", "history", "inclusion", "looks", "merkle", "readable", "saying", "signing", "stamping"),
        *("subjects", "verification"),
    ),
    models=("models",),
    views=("public:pages",),
    schedule={
        "seal": Task(timedelta(seconds=5), "actions.keeping:seal_and_keep"),
        "witness": Task(timedelta(minutes=10), "actions.keeping:witness"),
        "cosign": Task(timedelta(seconds=20), "actions.witnessing:ask_witnesses"),
        "mail-checkpoint": Task(timedelta(hours=1), "actions.mailing:mail_checkpoint"),
        "forget-cosignatures": Task(timedelta(hours=1), "actions.forgetting:forget_cosignatures"),
        "stamp": Task(timedelta(minutes=5), "actions.stamping:stamp"),
    },
    letters={"checkpoint": "mail:write_checkpoint"},
    listens={Looked: ("actions.recording:record_looks",)},
    personal=Personal(
        tables={
            "ledger_entry": _("proof of what you once said yes or no to"),
            "ledger_evidence": _("circumstances of your answers"),
        },
        columns={
            "circumstances": _("Circumstances"),
            "network": _("Shortened network address"),
            "page": _("Page"),
            "user_agent": _("Browser"),
        },
    ),
    init_app="wording:register_filters",
)
