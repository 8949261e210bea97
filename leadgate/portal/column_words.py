"""What people read above the columns of their own data.

Columns of one name mean the same in every table; one without words here holds what only the machine needs.
"""

from leadgate.foundation.words import text as _

COLUMNS = {
    **dict.fromkeys(("asset_id", "version_id"), _("Download")),
    **dict.fromkeys(("purpose_id", "purpose"), _("For what")),
    **dict.fromkeys(("state", "standing", "happened"), _("State")),
    **dict.fromkeys(("answers", "answer", "payload"), _("What was answered")),
    **dict.fromkeys(("body", "text", "words", "details", "original"), _("Text")),
    **dict.fromkeys(("reason", "why"), _("Reason")),
    **dict.fromkeys(("at", "made_at", "sent_at", "told_at", "found_at", "placed_at", "received_at"), _("When")),
    **dict.fromkeys(("since", "granted_at", "known_since", "begins_at", "began_at", "waiting_since"), _("Since")),
    **dict.fromkeys(("until", "paused_until", "expires_at"), _("Until")),
    **dict.fromkeys(("closed_at", "decided_at", "finished_at"), _("Finished")),
    **dict.fromkeys(("edited_at", "saved_at"), _("Last changed")),
    **dict.fromkeys(("confirmed_at", "verified_at"), _("Confirmed")),
    **dict.fromkeys(("last_active", "seen_at"), _("Last here")),
    **dict.fromkeys(("kind", "what", "right", "category"), _("Kind")),
    "about": _("What it is about"),
    "address": _("Mail address"),
    "circumstances": _("Circumstances"),
    "codes": _("What we read out of it"),
    "every_days": _("At most every so many days"),
    "extended_at": _("Extended"),
    "facts": _("What it is worked out from"),
    "for_guardian": _("Asked as a guardian"),
    "from_when": _("From"),
    "granted": _("Accepted"),
    "group_id": _("Group"),
    "held_table": _("What is held"),
    "kept_days": _("Days it is kept"),
    "language": _("Language"),
    "last_sent_at": _("Last letter"),
    "lifted_at": _("Ended"),
    "media_type": _("Kind of file"),
    "method": _("How"),
    "name": _("Name"),
    "network": _("Shortened network address"),
    "page": _("Page"),
    "question": _("Question"),
    "rule": _("Rule"),
    "rules_version": _("Version of the rules"),
    "shows": _("What the picture shows"),
    "sign": _("Sign"),
    "size": _("Bytes"),
    "subject_address": _("For which address"),
    "survey_id": _("Survey"),
    "tenth": _("Tenth, of ten"),
    "title": _("Title"),
    "user_agent": _("Browser"),
    "whom": _("For whom"),
    "wishes": _("What you want"),
}
OF_THE_MACHINE = {"salt"}
"""What stands among answers and says nothing to anybody."""
METHODS = {
    "mail-link": _("by the link in our mail"),
    "mail-code": _("by the six digits in our mail"),
    "confirm-page": _("by the button behind the link in our mail"),
    "form": _("on the form"),
    "own-page": _("on your own page"),
    "one-click": _("by the link that ends it, in a mail"),
}
