"""What the house must know of private groups."""

from datetime import timedelta

from leadgate.foundation.house.rooms import Command, Nav, NavGroup, OutboxWork, Personal, Room, Task
from leadgate.foundation.permissions import Role, permission
from leadgate.foundation.words import text as _
from leadgate.staff.events import StaffLeaving

SEERS = (Role.MARKETER, Role.OFFICER, Role.VIEWER)
VIEW = permission("groups:group:view", "see groups and their figures", *SEERS)
EDIT = permission("groups:group:edit", "make and change groups, appoint who runs them, hand them over", Role.MARKETER)
DECIDE = permission(
    "groups:request:decide",
    "read and decide on requests to join the groups one runs; every look is on the record",
    Role.MODERATOR,
)
MODERATE = permission(
    "groups:content:moderate",
    "read what was reported in the groups one runs, hide it, tell members something",
    Role.MODERATOR,
)

ROOM = Room(
    name="groups",
    opens_models_to=("joining",),
    opens=("room", "inside", "editing", "mail", "names", "notes", "roster", "desk_forms"),
    models=("models",),
    views=("members:pages", "moderation:pages", "studio:pages"),
    commands={"group": Command("commands:group", "Private groups.")},
    letters={"ending": "mail:write_ending"},
    handlers={"groups.tell_members": "actions.closing:tell_some"},
    work={
        "groups.tell_members": OutboxWork(
            _("telling members that their group ends"),
            _("Members who were not written to yet learn of the end when it has come."),
        ),
    },
    schedule={"close": Task(timedelta(minutes=5), "actions.closing:close_due")},
    permissions=(VIEW, EDIT, DECIDE, MODERATE),
    listens={StaffLeaving: ("actions.handing_over:hand_groups_over",)},
    personal=Personal(
        names={"private_group": "queries:titles"},
        tables={
            "group_moderator_note": _("what moderators noted about you"),
            "membership": _("groups you belong to"),
        },
        rules=("personal:membership_rules",),
        columns={"begins_at": _("Since"), "seen_at": _("Last here")},
    ),
    nav=(
        Nav("staff", "groups_studio.index", _("Groups"), VIEW, 20, NavGroup.AUDIENCE, "marketers#groups"),
        Nav("group", "groups_members.resource", _("Resources"), order=20),
        Nav("group", "groups_members.leave", _("Leave"), order=70),
        Nav("moderation", "groups_moderation.resource", _("Resources"), order=50),
        Nav("moderation", "groups_moderation.replies", _("Texts"), order=60),
    ),
    finders=("studio:GROUPS",),
    init_app="wording:register_filters",
    activities=("attributes:JOINING",),
    attributes=("attributes:ATTRIBUTES",),
    facets=("attributes:facets",),
    timelines=("attributes:told",),
    controls=("controls:CONTROLS",),
    purpose_data={"group-*": ("pd:EmailAddress", "pd:Name", "pd:GroupMembership", "pd:Communication")},
)
