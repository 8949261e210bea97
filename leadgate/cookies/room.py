"""What the house must know of consent on other sites; nothing here is about a person."""

from leadgate.foundation.house.rooms import Command, Nav, NavGroup, Room
from leadgate.foundation.permissions import Role, permission
from leadgate.foundation.words import text as _

VIEW = permission(
    "cookies:site:view",
    "see other sites, what they store and how many agreed",
    Role.MARKETER,
    Role.OFFICER,
    Role.VIEWER,
)
EDIT = permission("cookies:site:edit", "say what other sites store, and publish what they ask", Role.MARKETER)

ROOM = Room(
    name="cookies",
    opens=("documents", "hosts"),
    models=("models",),
    views=("public:pages", "studio:pages", "studio_describing:pages"),
    commands={"cookies": Command("commands:cookies", "Cookie consent for other sites: sites, their policies.")},
    permissions=(VIEW, EDIT),
    nav=(Nav("staff", "cookies.index", _("Cookie consent"), VIEW, 60, NavGroup.GATES, "marketers#cookies"),),
)
