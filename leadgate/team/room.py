"""What the house must know of the team's page."""

from leadgate.foundation.house.rooms import Command, Nav, Room
from leadgate.foundation.words import text as _
from leadgate.staff.room import MANAGE_ACCOUNTS

ROOM = Room(
    name="team",
    views=("admin:pages",),
    commands={"staff": Command("commands:staff", "Accounts of those who work here.")},
    first_steps=("home:WAY_BACK",),
    letters={"invite": "mail:write_invite"},
    nav=(Nav("account", "team.team", _("Team"), MANAGE_ACCOUNTS, guide="owners#the-team", below="/admin/team"),),
)
