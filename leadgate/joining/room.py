"""What the house must know of joining."""

from datetime import timedelta

from leadgate.erasure.events import PeopleErased
from leadgate.foundation.house.rooms import Nav, OutboxWork, Personal, Room, Task
from leadgate.foundation.keys.tokens import Act
from leadgate.foundation.words import text as _
from leadgate.groups.events import GroupEnds, RulesChanged
from leadgate.people.events import AddressesRefolded

CONFIRM_JOIN = Act("confirm-join", timedelta(hours=48))
NOT_ME_JOIN = Act("not-me-join", timedelta(days=7))
GUARDIAN_JOIN = Act("guardian-join", timedelta(days=7))

ROOM = Room(
    name="joining",
    opens_models_to=("moderation",),
    opens=("requests", "mail"),
    models=("models",),
    views=("public:pages", "studio_rules:pages"),
    letters={
        "confirm": "mail:write_confirm",
        "remind": "mail:write_confirm",
        "guardian": "mail:write_guardian",
        "decided": "mail:write_decided",
        "asked_back": "mail:write_waits",
        "lapses": "mail:write_waits",
        "changed": "mail:write_waits",
        "lapsed": "mail:write_lapsed",
    },
    handlers={
        "joining.tell_waiting": "actions.expiring:tell_some",
    },
    effects={"joining.apply_rule": "actions.ruling:apply"},
    work={
        "joining.tell_waiting": OutboxWork(
            _("telling people whose request to join has waited too long"),
            _("They hear nothing of their request, which is over all the same."),
        ),
        "joining.apply_rule": OutboxWork(
            _("letting people in by a rule of a group"),
            _("Whoever waits stays in the queue until a moderator decides."),
        ),
    },
    schedule={
        "warn": Task(timedelta(minutes=5), "actions.expiring:warn_batch"),
        "expire": Task(timedelta(minutes=5), "actions.expiring:expire_due"),
    },
    tokens=(CONFIRM_JOIN, NOT_ME_JOIN, GUARDIAN_JOIN),
    listens={
        PeopleErased: ("personal:forget_applicants",),
        AddressesRefolded: ("personal:know_applicants_anew",),
        RulesChanged: ("actions.expiring:tell_waiting",),
        GroupEnds: ("actions.expiring:end_all",),
    },
    personal=Personal(
        tables={
            "membership_request": _("requests to join groups"),
            "membership_request_answers": _("what you answered to groups"),
            "membership_request_message": _("what you and moderators wrote about a request"),
            "membership_request_step": _("steps of requests to join"),
        },
        rule_words={"membership_request/unproven": _("requests to join nobody proved")},
        columns={"kept_days": _("Days it is kept"), "waiting_since": _("Since")},
    ),
    slots={
        "sitemap": "slots:for_searchers",
        "front": "slots:to_join",
        "me": "slots:mine",
        "group_studio_links": "slots:rules_link",
    },
    nav=(
        Nav("group", "joining.group", _("About and rules"), order=40),
        Nav("group-front", "joining.group", _("See its page")),
        Nav("join", "joining.join", _("To the form")),
    ),
    init_app="wording:register_filters",
    verifications=("verifications:JOIN",),
    controls=("controls:CONTROLS",),
    facets=("known_requests:facets",),
    timelines=("known_requests:told",),
)
