"""What the house must know of backups."""

from datetime import timedelta

from leadgate.foundation.house.rooms import Command, Nav, NavGroup, OnNew, Personal, Room, Task
from leadgate.foundation.permissions import Role, permission
from leadgate.foundation.words import text as _

COPIES = permission("operating:backup:make", "see which backups there are; have one made, or tried out", Role.OFFICER)
KEYS = permission("operating:key:see", "see which keys are in force, kept where; never a key", Role.OFFICER)

ROOM = Room(
    name="backup",
    models=("models",),
    views=("admin:pages",),
    commands={
        "backup": Command("commands:backup", "Write a consistent copy of database and files, while all runs."),
        "restore": Command(
            "commands:restore",
            "Put a copy back, without bringing back who was erased since.",
            on_new=OnNew.REFILLS,
            under_any_key=True,
            exclusive=True,
        ),
        "keys": Command("key_commands:keys", "The keys of this installation."),
    },
    install=("actions.finishing:finish_left",),
    answers={"ledger.restored_to": "actions.finishing:restored_to"},
    runs={"backup": "asked:make", "backup-try": "asked:try_out"},
    permissions=(COPIES, KEYS),
    nav=(
        Nav(
            *("staff", "backups.index", _("Backups"), COPIES, 30, NavGroup.OPERATING),
            guide="operators#backups",
            below="/admin/backups",
        ),
        Nav(*("staff", "backups.keys", _("Encryption keys"), KEYS, 40, NavGroup.OPERATING), guide="operators#keys"),
    ),
    first_steps=("home:BACKED_UP",),
    schedule={
        "keys": Task(timedelta(hours=1), "actions.keeping_keys:renew_due"),
        "clear": Task(timedelta(minutes=5), "actions.clearing:clear_left"),
    },
    personal=Personal(stores=("personal:BUILT_BESIDE",)),
)
