"""What the house must know of surveys."""

from datetime import timedelta

from leadgate.consent.events import ConsentEnded
from leadgate.erasure.events import AboutToErase
from leadgate.foundation.house.rooms import Personal, Room, Task
from leadgate.foundation.keys.tokens import Act
from leadgate.foundation.words import text as _

RESPONSE = Act("survey-response", timedelta(days=3650))
FOLLOW_UP = Act("follow-up", timedelta(days=60))

ROOM = Room(
    name="surveys",
    opens=("answer_words", "follow_ups", "merging", "quotas", "responses", "sealed", "visit"),
    models=("models",),
    views=("public:pages",),
    letters={"follow_up": "mail:write_follow_up"},
    schedule={
        "follow_up": Task(timedelta(minutes=5), "actions.following_up:ask_due"),
        "forget_ended": Task(timedelta(hours=1), "actions.cutting_loose:forget_ended"),
    },
    tokens=(RESPONSE, FOLLOW_UP),
    listens={
        ConsentEnded: (
            "actions.taking_back:forget_what_is_not_agreed_to",
            "actions.taking_back:forget_what_was_special",
        ),
        AboutToErase: ("actions.taking_back:count_erased",),
    },
    personal=Personal(
        names={"survey": "queries:titles"},
        tables={
            "survey_response": _("what you answered in surveys"),
            "survey_follow_up_letter": _("surveys we asked you to answer"),
        },
        columns={"began_at": _("Since"), "finished_at": _("Finished"), "saved_at": _("Last changed")},
    ),
    slots={"me": "slots:mine"},
    facets=("known_answering:facets",),
    timelines=("known_answering:told",),
    purpose_data={
        "survey-*": ("pd:Opinion",),
        "survey-*-quotes": ("pd:Opinion",),
        "survey-*-special": ("dpv:SpecialCategoryPersonalData",),
        "asking-back": ("pd:EmailAddress", "pd:ServiceConsumptionBehavior"),
    },
)
