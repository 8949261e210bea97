"""What the house must know of backups."""

from datetime import timedelta

from leadgate.foundation.house.rooms import Command, OnNew, Personal, Room, Task

ROOM = Room(
    name="backup",
    models=("models",),
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
    first_steps=("home:BACKED_UP",),
    schedule={
        "keys": Task(timedelta(hours=1), "actions.keeping_keys:renew_due"),
        "clear": Task(timedelta(minutes=5), "actions.clearing:clear_left"),
    },
    personal=Personal(stores=("personal:BUILT_BESIDE",)),
)
