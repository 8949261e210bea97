"""What the house must know of imports of responses."""

from leadgate.foundation.house.rooms import Command, Nav, OutboxWork, Personal, Room
from leadgate.foundation.permissions import Role, permission
from leadgate.foundation.words import text as _

IMPORT = permission("surveys:response:import", "bring responses along that were given elsewhere", Role.MARKETER)

ROOM = Room(
    name="survey_imports",
    opens=("separated",),
    models=("models",),
    views=("studio:pages",),
    effects={"survey_imports.take_in": "actions.taking_in:take_in"},
    work={
        "survey_imports.take_in": OutboxWork(
            _("taking in responses from a file"),
            _("The rest of the file is not taken in. It can be brought again; what is there already is known."),
        ),
    },
    commands={"surveys": Command("commands:surveys", "Responses to surveys, from elsewhere.")},
    permissions=(IMPORT,),
    nav=(Nav("survey", "survey_imports.index", _("Import responses"), IMPORT, order=60),),
    personal=Personal(
        tables={"survey_import_file": _("files of responses that are being taken in")},
        columns={"content": _("What stands in it")},
    ),
)
