"""What the house must know of the people outside the organisation."""

from datetime import timedelta

from leadgate.foundation.house.rooms import Nav, OutboxWork, Personal, Room, Task
from leadgate.foundation.keys.tokens import Act
from leadgate.foundation.words import text as _

SIGN_IN = Act("sign-in", timedelta(minutes=10))
PERSON = Act("person", timedelta(hours=2))
ADDRESS_OLD = Act("address-old", timedelta(days=2))
ADDRESS_NEW = Act("address-new", timedelta(days=2))
OPT_IN_BROWSER = Act("opt-in-browser", timedelta(hours=48))

ROOM = Room(
    name="people",
    opens=("asking_browser", "asking_form", "browser", "verification"),
    models=("models", "verification.models"),
    views=("verification.public:pages", "public:pages", "me:pages"),
    letters={
        "sign_in": "mail:write_sign_in",
        "address_old": "mail:write_address_old",
        "address_new": "mail:write_address_new",
    },
    handlers={"people.verify": "verification.actions.sending:settle"},
    work={
        "people.verify": OutboxWork(
            _("finding out who sent a form, and writing the letter with the link"),
            _("Whoever filled the form in hears nothing, as if it had never been sent. They can send it again."),
        ),
    },
    schedule={"remind": Task(timedelta(minutes=5), "verification.actions.sending:remind_batch")},
    tokens=(SIGN_IN, PERSON, ADDRESS_OLD, ADDRESS_NEW, OPT_IN_BROWSER),
    install=("verification.actions.refolding:refold",),
    mail_checks=("access:is_used",),
    personal=Personal(
        tables={
            "person": _("you: address and language"),
            "person_session": _("browsers you were signed in with"),
            "restriction": _("restrictions of use"),
            "tombstone": _("a keyed hash, so that nothing brings you back"),
            "verification": _("proofs that an address is yours"),
        },
        linked_keys=("personal:waiting_proofs",),
        rules=("personal:people_rules", "personal:proof_rules"),
        rule_words={
            "person/inactive": _("people who are silent"),
            "sign_in_link": _("sign-in links"),
            "address_change": _("changes of address that wait"),
        },
        columns={
            "about": _("What it is about"),
            "confirmed_at": _("Confirmed"),
            "for_guardian": _("Asked as a guardian"),
            "known_since": _("Since"),
            "last_active": _("Last here"),
        },
    ),
    verifications=("verifications:SIGN_IN", "verifications:ADDRESS_OLD", "verifications:ADDRESS_NEW"),
    nav=(Nav("visitor", "people.sign_in", _("Your page")),),
    init_app="browser:register_globals",
    robots=("/confirm/", "/not-me/", "/guardian/", "/me"),
)
