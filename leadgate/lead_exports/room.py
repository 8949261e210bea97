"""What the house must know of leads as files."""

from leadgate.foundation.house.rooms import Command, Look, Nav, Room
from leadgate.foundation.permissions import Role, permission
from leadgate.foundation.words import text as _

EXPORT = permission(
    "leads:file:export",
    "take leads along as a file, only those who agree to the purpose chosen; each person in it sees that",
    Role.MARKETER,
)
TRACE = permission(
    "leads:file:trace",
    "see which files of leads were taken along, by whom and for what; find out from which of them a line is",
    *(Role.MARKETER, Role.OFFICER),
)
EXPORT_LOOK = Look("leads:export", _("you in an exported file of leads"), _("what stands in the file"))

ROOM = Room(
    name="lead_exports",
    works_without=("assets",),
    models=("models",),
    views=("studio:pages",),
    commands={"leads export": Command("commands:take", "Export leads as a file.")},
    permissions=(EXPORT, TRACE),
    looks=(EXPORT_LOOK,),
    nav=(
        Nav("leads-export", "lead_exports.export", _("Export leads"), EXPORT),
        Nav("leads-exports", "lead_exports.index", _("Exported files"), TRACE),
    ),
    timelines=("timeline:told",),
    home_lines=("home:LEFT",),
)
