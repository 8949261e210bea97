"""What the house must know of answers as files."""

from leadgate.foundation.house.rooms import Nav, Room
from leadgate.foundation.permissions import Role, permission
from leadgate.foundation.words import text as _

EXPORT = permission(
    "surveys:response:export", "take single answers along, of surveys that are not anonymous", Role.MARKETER
)

ROOM = Room(
    name="survey_exports",
    views=("studio:pages",),
    permissions=(EXPORT,),
    nav=(Nav("answers", "survey_exports.answers", _("Export answers"), EXPORT),),
)
