"""What the house must know of the studio's first page and of the kept mail."""

from leadgate.foundation.house.rooms import Look, Nav, Room
from leadgate.foundation.permissions import Role, permission
from leadgate.foundation.words import text as _

VIEW = permission("studio:home:view", "enter the studio", Role.MARKETER, Role.OFFICER, Role.VIEWER)
MAIL = permission("assets:mail:view", "read the kept mail; every look is on the record", *(Role.MARKETER, Role.OFFICER))
MAIL_LOOK = Look("mail:look", _("a letter to you that was kept"), _("a letter, with the address"))

ROOM = Room(
    name="studio_home",
    views=("studio:pages",),
    permissions=(VIEW, MAIL),
    looks=(MAIL_LOOK,),
    nav=(
        Nav("studio", "studio_home.index", _("Assets"), VIEW, order=10),
        Nav("studio", "studio_home.mail", _("Kept mail"), MAIL, order=90),
        Nav("areas", "studio_home.index", _("Studio"), VIEW, order=10),
    ),
)
