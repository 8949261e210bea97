"""What the house must know of leads brought along."""

from leadgate.foundation.house.rooms import Nav, OutboxWork, Personal, Room
from leadgate.foundation.permissions import Role, permission
from leadgate.foundation.words import text as _

IMPORT = permission(
    "leads:file:import", "bring leads along with the proof that they agreed, and take them out again", Role.MARKETER
)

ROOM = Room(
    name="lead_imports",
    models=("models",),
    views=("studio:pages",),
    handlers={"lead_imports.take_in": "actions.taking_in:take_in", "lead_imports.undo": "actions.undoing:undo"},
    effects={"lead_imports.look": "actions.taking_in:look"},
    work={
        "lead_imports.look": OutboxWork(
            _("looking through a file of leads"), _("The file waits for ever. Let go of it and bring it again.")
        ),
        "lead_imports.take_in": OutboxWork(
            _("taking in leads from a file"),
            _("The rest of the file is not taken in. Bring it again: who is here already is known."),
        ),
        "lead_imports.undo": OutboxWork(
            _("taking an import of leads out again"),
            _("The rest of the people stay, though somebody wanted them out. Press “Take them out again” once more."),
        ),
    },
    permissions=(IMPORT,),
    personal=Personal(
        tables={
            "lead_import_part": _("lists of addresses that are being taken in"),
            "lead_imported": _("that you came by a list, and how you had agreed"),
        },
        columns={
            "is_new": _("Unknown here before"),
            "entry": _("Number of the receipt"),
            "proof": _("When, where and to what you agreed"),
        },
    ),
    nav=(Nav("leads-imports", "lead_imports.index", _("Bring leads along"), IMPORT),),
)
