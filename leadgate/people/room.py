"""What the house must know of the people outside the organisation."""

from datetime import timedelta

from leadgate.foundation.rooms import Personal, Room
from leadgate.foundation.tokens import Act
from leadgate.foundation.words import text as _

SIGN_IN = Act("sign-in", timedelta(minutes=10))
PERSON = Act("person", timedelta(hours=2))
ADDRESS_OLD = Act("address-old", timedelta(days=2))
ADDRESS_NEW = Act("address-new", timedelta(days=2))
OPT_IN_BROWSER = Act("opt-in-browser", timedelta(hours=48))

ROOM = Room(
    name="people",
    opens=(
        *("activities", "addresses", "asking", "asking_browser", "asking_form", "attributes", "browser"),
        *("entitlements", "mail_budget", "proof_of_work"),
    ),
    models=("models",),
    views=("confirming_pages:pages", "public:pages", "me:pages"),
    letters={
        "sign_in": "mail:write_sign_in",
        "address_old": "mail:write_address_old",
        "address_new": "mail:write_address_new",
    },
    handlers={"people.send_link": "actions.signing_in:send_link"},
    tokens=(SIGN_IN, PERSON, ADDRESS_OLD, ADDRESS_NEW, OPT_IN_BROWSER),
    mail_checks=("queries:is_unrestricted",),
    personal=Personal(
        tables={
            "person": _("you: address and language"),
            "person_session": _("browsers you were signed in with"),
            "sign_in_link": _("sign-in links"),
            "restriction": _("restrictions of use"),
            "tombstone": _("a keyed hash, so that nothing brings you back"),
            "address_change": _("changes of address that wait"),
        },
        linked_keys=("personal:links_on_their_way",),
        rules=("personal:people_rules",),
        rule_words={"person/inactive": _("people who are silent")},
    ),
    robots=("/confirm/", "/me"),
)
