"""What the house must know of privacy requests."""

from datetime import timedelta

from leadgate.erasure.events import PeopleErased
from leadgate.foundation.house.rooms import Command, Look, Nav, NavGroup, OutboxWork, Personal, Room, Task
from leadgate.foundation.keys.tokens import Act
from leadgate.foundation.permissions import Role, permission
from leadgate.foundation.words import text as _

REQUEST = Act("request", timedelta(days=730))
REQUEST_PROOF = Act("request-proof", timedelta(days=45))
REQUEST_MANDATE = Act("request-mandate", timedelta(days=45))
SEE = permission(
    "rights:request:see", "see what people asked for under the law; every look is on the record", Role.OFFICER
)
DECIDE = permission("rights:request:decide", "fulfil, refuse, extend, ask back; place or lift a hold", Role.OFFICER)
RECORDS = permission("rights:records:see", "read the records of processing", Role.OFFICER, Role.VIEWER)
REQUEST_LOOK = Look("request:look", _("your privacy request"), _("a privacy request, with its words"))

ROOM = Room(
    name="rights",
    works_without=("assets",),
    opens=("processing",),
    models=("models",),
    views=("me:pages", "public:pages", "office:pages"),
    commands={"privacy": Command("commands:privacy", "Privacy requests, and an operator's erasure.")},
    letters={
        "prove": "mail:write_prove",
        "mandate": "mail:write_mandate",
        "received": "mail:write_progress",
        "asked": "mail:write_progress",
        "extended": "mail:write_progress",
        "done": "mail:write_progress",
        "refused": "mail:write_progress",
        "due": "mail:write_due",
    },
    handlers={"rights.forget": "actions.forgetting:forget"},
    work={
        "rights.forget": OutboxWork(
            _("deleting the traces of a request nobody proved"),
            _("What a stranger typed about an address stays until the retention rule takes it."),
        ),
    },
    install=("actions.refolding:refold",),
    schedule={"remind": Task(timedelta(hours=1), "actions.reminding:remind_officers")},
    tokens=(REQUEST, REQUEST_PROOF, REQUEST_MANDATE),
    permissions=(SEE, DECIDE, RECORDS),
    looks=(REQUEST_LOOK,),
    listens={PeopleErased: ("personal:close",)},
    personal=Personal(
        tables={
            "privacy_request": _("privacy requests"),
            "request_step": _("steps of privacy requests"),
        },
        linked_keys=("personal:requests_of_addresses",),
        rules=("personal:request_rules",),
        rule_words={
            "request/closed": _("closed privacy requests"),
            "request/unproven": _("privacy requests nobody proved"),
            "request/proof": _("links that prove a privacy request"),
        },
        columns={
            "details": _("Text"),
            "extended_at": _("Extended"),
            "received_at": _("When"),
            "right": _("Kind"),
            "subject_address": _("For which address"),
            "verified_at": _("Confirmed"),
            "whom": _("For whom"),
        },
    ),
    slots={"my-data": "slots:mine"},
    nav=(
        Nav("staff", "office.index", _("Privacy requests"), SEE, 10, NavGroup.PRIVACY, "officers"),
        Nav("staff", "office.closed", _("Closed requests"), SEE, 20, NavGroup.PRIVACY, "officers"),
        Nav("staff", "office.records", _("Records"), RECORDS, 50, NavGroup.PRIVACY, "officers"),
        Nav("staff", "office.accounts", _("Accountability"), RECORDS, 60, NavGroup.PRIVACY, "officers"),
        Nav("footer", "rights.ask", _("A privacy request"), order=30),
        Nav("privacy-request", "rights.ask", _("A privacy request")),
    ),
    home_lines=("home:DUE",),
    finders=("home:REQUESTS_OF",),
    verifications=("verifications:PRIVACY_REQUEST", "verifications:MANDATE"),
    init_app="wording:register_filters",
    controls=("accountability:CONTROLS",),
    answers={"leads.who_asked": "queries:who_asked_to_be_left"},
    robots=("/office",),
)
