"""What the house must know of leads."""

from datetime import timedelta

from leadgate.foundation.house.rooms import Look, Nav, NavGroup, Personal, Room, Task
from leadgate.foundation.permissions import Role, permission
from leadgate.foundation.words import text as _

COUNT = permission(
    "leads:lead:count",
    "see how many leads there are, and how many of them may be reached for what, rounded down to a multiple of five",
    *(Role.MARKETER, Role.OFFICER, Role.VIEWER),
)
OPEN = permission(
    "leads:lead:open",
    "find one person by the exact address and see what happened to them; every look is on the record",
    *(Role.MARKETER, Role.OFFICER),
)
EDIT = permission(
    "leads:lead:edit",
    "see who the leads are, each look on the record; give them a status, tags and notes; save segments",
    Role.MARKETER,
)
LIST_LOOK = Look("leads:list", _("you in the list of all leads"), _("address, status, tags and consents"))
PERSON_LOOK = Look(
    "leads:person",
    _("your own page among the leads"),
    _("address, what was asked for, answered, done and agreed to, status, tags and notes"),
)
INDEXING_SECONDS = 300
"""The first time there may be a million to be read; what was read stays read."""
ABOUT_LEADS = "marketers#leads"

ROOM = Room(
    name="leads",
    opens=("choosing", "finding", "last_look"),
    works_without=("assets",),
    models=("models",),
    views=("studio:pages", "studio_person:pages", "studio_segments:pages"),
    schedule={"index": Task(timedelta(minutes=5), "actions.indexing:index_new", seconds=INDEXING_SECONDS)},
    permissions=(COUNT, OPEN, EDIT),
    looks=(LIST_LOOK, PERSON_LOOK),
    personal=Personal(
        tables={
            "lead_status": _("how far we are with you"),
            "lead_tagging": _("words we sort you by"),
            "lead_note": _("what we noted about you"),
            "lead_origin": _("how you came to us, as keyed hashes"),
        },
        names={"lead_tag": "queries:names_of_tags"},
        columns={
            "status": _("How far"),
            "tag_id": _("Word"),
            "ended_at": _("Until"),
        },
    ),
    facets=("facets:facets",),
    timelines=("timeline:told",),
    finders=("slots:LEADS",),
    nav=(
        Nav("staff", "leads_studio.index", _("Leads"), COUNT, 10, NavGroup.AUDIENCE, ABOUT_LEADS),
        Nav("leads", "leads_studio.index", _("Leads"), EDIT),
        Nav("lead", "leads_studio_person.person", _("Leads"), OPEN),
    ),
)
