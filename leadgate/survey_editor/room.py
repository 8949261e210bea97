"""What the house must know of the editor of surveys."""

from leadgate.foundation.house.rooms import Command, Nav, NavGroup, Room
from leadgate.foundation.permissions import Role, permission
from leadgate.foundation.words import text as _

SEERS = (Role.MARKETER, Role.OFFICER, Role.VIEWER)
VIEW = permission("surveys:survey:view", "see surveys, try them, export them", *SEERS)
EDIT = permission("surveys:survey:edit", "make, change, publish and end surveys", Role.MARKETER)

ROOM = Room(
    name="survey_editor",
    models=("models",),
    views=("studio:pages", "follow_up_studio:pages"),
    commands={"survey": Command("commands:survey", "Surveys.")},
    permissions=(VIEW, EDIT),
    nav=(
        Nav("staff", "surveys_studio.index", _("Surveys"), VIEW, 30, NavGroup.AUDIENCE, "marketers#surveys"),
        Nav("edit-survey", "surveys_studio.survey", _("Surveys"), VIEW),
    ),
    home_lines=("home:NEW_ANSWERS", "home:ENDINGS"),
    finders=("home:SURVEYS",),
    init_app="wording:register_filters",
)
