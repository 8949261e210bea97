"""What the house must know of the pages all staff have, the first one, search and help, and of the kept mail."""

from leadgate.foundation.house.rooms import Look, Nav, NavGroup, Room
from leadgate.foundation.permissions import Role, permission
from leadgate.foundation.words import text as _
from leadgate.staff.room import OWN_ACCOUNT

VIEW = permission("studio:home:view", "see the first page of the staff, search, read the guides", *Role)
MAIL = permission("assets:mail:view", "read the kept mail; every look is on the record", *(Role.MARKETER, Role.OFFICER))
MAIL_LOOK = Look("mail:look", _("a letter to you that was kept"), _("a letter, with the address"))

ROOM = Room(
    name="studio_home",
    views=("studio:pages", "help:pages"),
    permissions=(VIEW, MAIL),
    looks=(MAIL_LOOK,),
    nav=(
        Nav("staff", "studio_home.index", _("Home"), VIEW, 0, NavGroup.HOME, "owners", "/studio"),
        Nav("kept-mail", "studio_home.mail", _("Kept mail"), MAIL),
        Nav("staff", "studio_home.mail", _("Kept mail"), MAIL, 90, NavGroup.GATES, "owners#mail"),
        Nav("staff", "staff_own.open_sessions", _("Your account"), OWN_ACCOUNT, 10, NavGroup.ACCOUNT, below="/staff"),
        Nav("staff", "studio_help.index", _("Help"), VIEW, 90, NavGroup.ACCOUNT),
        Nav("search", "studio_home.search", _("Search"), VIEW),
        Nav("help", "studio_help.index", _("Help"), VIEW),
        Nav("guide", "studio_help.guide", _("Help"), VIEW),
    ),
    slots={"after-saving": "steps:next_one"},
    home_lines=("home:REFUSED_MAIL",),
    first_steps=("steps:HTTPS",),
)
