"""What the house must know of consent."""

from datetime import timedelta

from leadgate.foundation.events import LetterSent
from leadgate.foundation.house.rooms import Command, Nav, OnNew, OutboxWork, Personal, Room, Task
from leadgate.foundation.words import text as _
from leadgate.standing.events import OptedOut

ROOM = Room(
    name="consent",
    opens=("choices", "circumstances", "figures", "kept_answers", "proofs", "receipts", "wording"),
    models=("models",),
    views=("public:pages",),
    commands={
        "purpose": Command("commands:purpose", "What the controller wants to do with data, and in which words."),
        "consent": Command("commands:consent", "What people agreed to, and the proof."),
        "ledger": Command("ledger_commands:ledger", "The record of what happened.", on_new=OnNew.NEEDS_NONE),
    },
    effects={"consent.note_withdrawal": "actions.replaying:note"},
    work={
        "consent.note_withdrawal": OutboxWork(
            _("noting a withdrawn consent beside the database"),
            _("It holds here; a restore of an older backup would forget it, and letters would go out again."),
        ),
    },
    schedule={"forget_withdrawals": Task(timedelta(hours=1), "actions.replaying:forget_old")},
    listens={LetterSent: ("actions.pacing:note_sent",), OptedOut: ("actions.answering:end_sharing",)},
    finders=("home:PURPOSES",),
    facets=("chosen_by:facets",),
    timelines=("chosen_by:told",),
    install=("actions.purposes:install_delivery",),
    mail_checks=("access:who_agrees", "access:who_is_welcome"),
    personal=Personal(
        names={
            "purpose": "choices:titles_by_id",
            "ledger_entry.purpose": "queries:titles",
            "consent_preference.wishes": "choices:words_of_wishes",
        },
        tables={
            "consent_state": _("what you said yes or no to, as it stands now"),
            "consent_pace": _("how often you want letters"),
            "consent_preference": _("what you want more or less of"),
        },
        rules=("personal:consent_rules",),
        rule_words={"consent/ended": _("what people said no to")},
        columns={
            "every_days": _("At most every so many days"),
            "last_sent_at": _("Last letter"),
            "paused_until": _("Until"),
            "wishes": _("What you want"),
        },
    ),
    nav=(
        Nav("footer", "consent.purposes", _("Purposes"), order=20),
        Nav("purposes", "consent.purposes", _("Purposes")),
    ),
    answers={
        "ledger.kept_wordings": "kept_wordings:kept_wordings",
        "ledger.counts_otherwise": "what_counts:counts_otherwise",
    },
    robots=("/u/",),
)
