"""What the house must know of what is handed to third parties to check us by."""

from datetime import timedelta

from leadgate.foundation.house.rooms import Command, Look, Nav, NavGroup, Room, Task
from leadgate.foundation.permissions import Role, permission
from leadgate.foundation.words import text as _

PROVE = permission(
    "operating:proof:take",
    "verify the ledger; take checkpoints, receipts of one person and the auditor's bundle along, each on the record",
    Role.OFFICER,
)
RECEIPT_LOOK = Look(
    "receipts:look", _("your receipts, taken along as a proof"), _("what was agreed to when, and how, as receipts")
)

ROOM = Room(
    name="bundle",
    works_without=("cookie_choices", "retention", "rights"),
    views=("office:pages",),
    commands={"bundle": Command("commands:bundle", "Write everything an auditor needs to check us without us.")},
    permissions=(PROVE,),
    looks=(RECEIPT_LOOK,),
    nav=(Nav(*("staff", "proofs.index", _("Proofs"), PROVE, 50, NavGroup.OPERATING), guide="operators#proofs"),),
    runs={"bundle": "actions.handing_out:make", "verify": "actions.handing_out:verify_all"},
    schedule={"forget": Task(timedelta(hours=1), "actions.handing_out:forget_old")},
)
