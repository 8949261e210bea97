"""What the house must know of sanctions."""

from leadgate.foundation.house.rooms import Nav, Personal, Room
from leadgate.foundation.words import text as _

ROOM = Room(
    name="sanctions",
    opens=("forms",),
    models=("models",),
    views=("members:pages", "own_sanctions:pages", "reports:pages", "moderation_members:pages"),
    letters={
        "sanctioned": "mail:write_sanctioned",
        "lifted": "mail:write_sanctioned",
        "appeal_answered": "mail:write_appeal_answered",
    },
    personal=Personal(
        tables={
            "group_report": _("posts you reported"),
            "group_sanction": _("what moderators decided about you"),
            "group_appeal": _("your objections to what moderators decided"),
        },
        columns={"category": _("Kind"), "from_when": _("From"), "granted": _("Accepted")},
    ),
    slots={
        "post": "slots:report_link",
        "hidden_post": "slots:appeal_link",
        "moderated_post": "slots:content_acts",
    },
    nav=(
        Nav("own-sanctions", "own_sanctions.index", _("What moderators decided about you")),
        Nav("member", "sanctions_moderation.one", _("Members")),
        Nav("group", "sanctions_members.log", _("What moderators did"), order=50),
        Nav("moderation", "reports.reports", _("Posts that wait"), order=20),
        Nav("moderation", "sanctions_moderation.decided", _("Sanctions and appeals"), order=30),
        Nav("moderation", "sanctions_moderation.index", _("Members"), order=70),
    ),
    init_app="wording:register_filters",
    answers={
        "joining.refuse_unwelcome": "queries:refuse_banned",
        "joining.unwelcome_in": "queries:banned_from",
        "discussions.refuse_silenced": "queries:refuse_muted",
    },
)
