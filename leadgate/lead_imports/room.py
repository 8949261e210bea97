"""What the house must know of leads brought along."""

from datetime import timedelta

from leadgate.foundation.house.rooms import Command, Nav, OutboxWork, Personal, Room
from leadgate.foundation.keys.tokens import Act
from leadgate.foundation.permissions import Role, permission
from leadgate.foundation.words import text as _

WANTED = Act("lead-wanted", timedelta(days=14))
IMPORT = permission(
    "leads:file:import", "bring leads along with the proof that they agreed, and take them out again", Role.MARKETER
)

ROOM = Room(
    name="lead_imports",
    models=("models",),
    views=("studio:pages", "public:pages"),
    commands={"leads import": Command("commands:bring", "Import leads from a file.")},
    letters={"asked": "mail:write_asked"},
    handlers={"lead_imports.take_in": "actions.taking_in:take_in", "lead_imports.undo": "actions.undoing:undo"},
    effects={"lead_imports.look": "actions.looking:look"},
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
    tokens=(WANTED,),
    permissions=(IMPORT,),
    verifications=("verifications:WANTED",),
    personal=Personal(
        tables={
            "lead_import_part": _("lists of addresses that are being taken in"),
            "lead_imported": _("that you came by a list, and how you had agreed"),
        },
        names={"lead_import": "queries:names_of_files"},
        rule_words={"lead_asked": _("people of lists who were asked whether they want letters")},
        columns={
            "import_id": _("List you came by"),
            "was_asked": _("Confirmed yourself when a letter asked you"),
            "is_new": _("Unknown here before"),
            "entry": _("Number of the receipt"),
            "proof": _("When, where and to what you agreed"),
        },
    ),
    timelines=("timeline:told",),
    nav=(Nav("leads-imports", "lead_imports.index", _("Import leads"), IMPORT),),
)
