"""The reasons for which the law lets a request be refused, and where each stands."""

from flask_babel import lazy_gettext as _

NOT_CONFIRMED = "mandate"
REASONS = {
    "excessive": (_("It is manifestly unfounded or excessive."), "GDPR art. 12(5)(b); CCPA 1798.145(h)(3)"),
    "identity": (_("It could not be verified that the person asked."), "GDPR art. 12(6); 11 CCR 7060"),
    NOT_CONFIRMED: (
        _("The person concerned has not confirmed that somebody acts for them."),
        "GDPR art. 12(6); 11 CCR 7063",
    ),
    "duty": (_("A law obliges us to keep it."), "GDPR art. 17(3)(b); CCPA 1798.105(d)(8)"),
    "claims": (_("It is needed for legal claims."), "GDPR art. 17(3)(e), 18(2)"),
    "expression": (_("It would limit somebody's freedom of expression."), "GDPR art. 17(3)(a)"),
    "others": (_("It would reveal something about somebody else."), "GDPR art. 15(4), 20(4)"),
    "grounds": (_("There are compelling grounds that override the objection."), "GDPR art. 21(1)"),
    "accurate": (_("What we have is right as it is."), "GDPR art. 16; 11 CCR 7023(b)"),
    "scope": (_("No law gives this right here."), "GDPR art. 2, 3; CCPA 1798.145"),
}
