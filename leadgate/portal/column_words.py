"""What people read above the columns of their own data that tables of several rooms have; the others say their own.

Columns of one name mean the same in every table; one without words holds what only the machine needs.
"""

from leadgate.foundation.words import text as _

SHARED = {
    **dict.fromkeys(("asset_id", "version_id"), _("Download")),
    **dict.fromkeys(("purpose_id", "purpose"), _("For what")),
    **dict.fromkeys(("state", "standing", "happened"), _("State")),
    **dict.fromkeys(("answers", "answer", "payload"), _("What was answered")),
    **dict.fromkeys(("text", "words"), _("Text")),
    **dict.fromkeys(("reason", "why"), _("Reason")),
    **dict.fromkeys(("at", "made_at", "told_at"), _("When")),
    "since": _("Since"),
    **dict.fromkeys(("until", "expires_at"), _("Until")),
    **dict.fromkeys(("closed_at", "decided_at"), _("Finished")),
    **dict.fromkeys(("kind", "what"), _("Kind")),
    "address": _("Mail address"),
    "group_id": _("Group"),
    "language": _("Language"),
    "lifted_at": _("Ended"),
    "method": _("How"),
    "name": _("Name"),
    "rule": _("Rule"),
    "rules_version": _("Version of the rules"),
    "survey_id": _("Survey"),
}
OF_THE_MACHINE = {"salt"}
"""What stands among answers and says nothing to anybody."""
METHODS = {
    "mail-link": _("by the link in our mail"),
    "mail-code": _("by the six digits in our mail"),
    "confirm-page": _("by the button behind the link in our mail"),
    "form": _("on the form"),
    "own-page": _("on your own page"),
    "invitation": _("by the link in an invitation"),
    "one-click": _("by the link that ends it, in a mail"),
    "unsubscribe-mail": _("by a mail that asks for no more"),
    "complaint": _("by calling a letter spam, in your mail program"),
}
