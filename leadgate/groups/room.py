"""What the house must know of private groups."""

from datetime import timedelta

from leadgate.erasure.events import Erased
from leadgate.foundation.permissions import Role, permission
from leadgate.foundation.rooms import Command, Look, Nav, Personal, Room, Task
from leadgate.foundation.tokens import Act
from leadgate.foundation.words import text as _
from leadgate.staff.events import StaffLeaving

CONFIRM_JOIN = Act("confirm-join", timedelta(hours=48))
NOT_ME_JOIN = Act("not-me-join", timedelta(days=7))
GUARDIAN_JOIN = Act("guardian-join", timedelta(days=7))
INVITATION = Act("invitation", timedelta(days=30))
INVITATION_LINK = Act("invitation-link", timedelta(days=365))
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
APPLICANT_LOOK = Look(
    "applicant:look", _("your request to join a group"), _("a name and answers given to join a group")
)

ROOM = Room(
    name="groups",
    opens=("inside",),
    models=("models",),
    views=(
        *("public:pages", "members:pages", "members_files:pages", "members_own:pages"),
        *("own_sanctions:pages", "moderation:pages", "moderation_members:pages", "moderation_talks:pages"),
        *("moderation_desk:pages", "studio_rules:pages", "studio:pages"),
    ),
    commands={"group": Command("commands:group", "Private groups.")},
    letters={
        "confirm": "mail:write_confirm",
        "remind": "mail:write_confirm",
        "guardian": "mail:write_guardian",
        "invited": "mail:write_invited",
        "decided": "mail:write_decided",
        "asked_back": "mail:write_waits",
        "lapses": "mail:write_waits",
        "changed": "mail:write_waits",
        "lapsed": "mail:write_lapsed",
        "waiting": "mail:write_waiting",
        "ending": "mail:write_ending",
        "sanctioned": "mail:write_sanctioned",
        "lifted": "mail:write_sanctioned",
        "appeal_answered": "mail:write_appeal_answered",
        "digest": "news:write_digest",
        "post": "news:write_post",
        "named": "news:write_named",
    },
    handlers={
        "groups.tell_post": "actions.telling:tell_some",
        "groups.send_invitation": "actions.inviting:send_invitation",
        "groups.tell_members": "actions.closing:tell_some",
        "groups.tell_waiting": "actions.expiring:tell_some",
    },
    effects={"groups.apply_rule": "actions.ruling:apply"},
    schedule={
        "warn": Task(timedelta(minutes=5), "actions.expiring:warn_batch"),
        "expire": Task(timedelta(minutes=5), "actions.expiring:expire_due"),
        "close": Task(timedelta(minutes=5), "actions.closing:close_due"),
        "tell": Task(timedelta(minutes=5), "actions.telling:tell_due"),
        "remind": Task(timedelta(minutes=5), "actions.reminding:remind_moderators"),
        "index": Task(timedelta(minutes=15), "actions.indexing:index_missing"),
        "tidy": Task(timedelta(hours=1), "actions.attaching:tidy"),
    },
    install=("actions.telling:install_purposes",),
    tokens=(CONFIRM_JOIN, NOT_ME_JOIN, GUARDIAN_JOIN, INVITATION, INVITATION_LINK),
    permissions=(VIEW, EDIT, DECIDE, MODERATE),
    looks=(APPLICANT_LOOK,),
    listens={
        Erased: ("personal:forget_applicants",),
        StaffLeaving: ("actions.handing_over:hand_groups_over",),
    },
    personal=Personal(
        tables={
            "group_invitation": _("invitations to groups that wait for you"),
            "group_post": _("what you said in groups"),
            "group_report": _("posts you reported"),
            "group_reaction": _("how you reacted to posts"),
            "group_read_mark": _("how far you have read in groups"),
            "group_draft": _("what you began to write in groups"),
            "group_post_file": _("files you put beside posts"),
            "group_sanction": _("what moderators decided about you"),
            "group_appeal": _("your objections to what moderators decided"),
            "group_moderator_note": _("what moderators noted about you"),
            "membership": _("groups you belong to"),
            "membership_request": _("requests to join groups"),
            "membership_request_answers": _("what you answered to groups"),
            "membership_request_message": _("what you and moderators wrote about a request"),
            "membership_request_step": _("steps of requests to join"),
        },
        stores=("personal:FILES",),
        linked_keys=("personal:open_invitations",),
        rules=("personal:membership_rules",),
        files=("attachments:uploaded_by",),
    ),
    slots={"front": "slots:to_join", "me": "slots:mine"},
    nav=(
        Nav("studio", "groups_studio.index", _("Groups"), VIEW, order=20),
        Nav("areas", "moderation.index", _("Moderation"), DECIDE, order=20),
        Nav("group", "members.talks", _("Talks"), order=10),
        Nav("group", "members_own.resource", _("Resources"), order=20),
        Nav("group", "groups.group", _("About and rules"), order=40),
        Nav("group", "members.log", _("What moderators did"), order=50),
        Nav("group", "members_own.mails", _("Mails"), order=60),
        Nav("group", "members.leave", _("Leave"), order=70),
        Nav("moderation", "moderation_talks.index", _("Talks"), order=10),
        Nav("moderation", "moderation.reports", _("Posts that wait"), order=20),
        Nav("moderation", "moderation_members.decided", _("Sanctions and appeals"), order=30),
        Nav("moderation", "moderation_desk.resource", _("Resources"), order=50),
        Nav("moderation", "moderation_desk.replies", _("Texts"), order=60),
        Nav("moderation", "moderation_members.index", _("Members"), order=70),
        Nav("moderation", "moderation_desk.figures", _("Week by week"), order=80),
    ),
    init_app="wording:register_filters",
    verifications=("verifications:JOIN",),
    activities=("activities:JOINING",),
    attributes=("attributes:ATTRIBUTES",),
    controls=("controls:CONTROLS",),
    robots=("/moderate",),
)
