"""What the house must know of good leads."""

from datetime import timedelta

from leadgate.consent.events import ConsentEnded
from leadgate.erasure.events import AboutToErase
from leadgate.foundation.house.rooms import Command, Look, Nav, NavGroup, Personal, Room, Task
from leadgate.foundation.permissions import Role, permission
from leadgate.foundation.words import text as _

SEERS = (Role.MARKETER, Role.OFFICER, Role.VIEWER)
VIEW = permission(
    "profiles:goal:view",
    "see what good leads have in common, how well that tells who becomes one, and which motivations convert",
    *SEERS,
)
EDIT = permission("profiles:goal:edit", "say what a good lead is, and end it", Role.MARKETER)
SCORES = permission(
    "profiles:score:view",
    "see who is like good leads and agreed to hear of something; each look is on the record",
    *(Role.MARKETER, Role.OFFICER),
)
IMPORT = permission("profiles:purchase:import", "say who bought, by a list", Role.MARKETER)
SCORE_LOOK = Look("score:look", _("how you are compared with good leads"), _("address, and a score with its reasons"))
LEARNING_SECONDS = 300
"""Learning holds all it learns from in memory, and so in one task; on one core it takes some twenty seconds."""

ROOM = Room(
    name="scoring",
    works_without=("assets",),
    models=("models",),
    views=("studio:pages", "me:pages"),
    commands={"buyers": Command("commands:buyers", "Who bought something, for learning what good leads share.")},
    schedule={
        "learn": Task(timedelta(seconds=15), "actions.due:work_on_what_is_due", seconds=LEARNING_SECONDS),
        "count": Task(timedelta(seconds=15), "actions.counting:count_due"),
    },
    permissions=(VIEW, EDIT, SCORES, IMPORT),
    looks=(SCORE_LOOK,),
    listens={
        ConsentEnded: ("actions.forgetting:forget_scores",),
        AboutToErase: ("actions.forgetting:end_figures_of",),
    },
    personal=Personal(
        tables={
            "profile_score": _("how you are compared with good leads"),
            "profile_purchase": _("what you bought, as far as we were told"),
        },
        columns={"facts": _("What it is worked out from"), "tenth": _("Tenth, of ten")},
    ),
    slots={"me": "slots:mine", "asset": "slots:of_asset"},
    nav=(Nav("staff", "scoring_studio.index", _("Good leads"), VIEW, 40, NavGroup.AUDIENCE, "marketers#good-leads"),),
    init_app="wording:register_filters",
    activities=("activities:BUYING",),
    purpose_data={"being-compared": ("pd:Behavioral", "pd:Interest")},
)
