"""What of the pages and letters of a gate owners may say in words of their own, and what stays as it is.

What the law needs is no part of any wording: what is asked for by sending the form, when it is deleted, that all of it
can be ended, what else was ticked, and the way out for whoever did not ask.
"""

from leadgate.foundation.wordings.kinds import BUTTON, HEADING, LEAD, SUBJECT, WordedPart, Wording, WordingShape
from leadgate.foundation.words import text as _

TITLE = ("title",)
FORM = WordedPart(
    "form",
    _("Form"),
    _(
        "Below your words stays what the law needs: that everything is deleted if it is not confirmed, that all of it "
        "can be ended, and beside the button what people ask for by sending it. Boxes have the words of their purpose."
    ),
    (
        Wording("gate.form.heading", HEADING, _("Get it by mail"), TITLE),
        Wording("gate.form.button", BUTTON, _("Send it to me"), TITLE),
        Wording(
            "gate.form.facts",
            _("What happens next, a line for each point"),
            _("We send you one mail with a link and a code; after that the download is yours."),
            TITLE,
            shape=WordingShape.POINTS,
        ),
    ),
)
INBOX = WordedPart(
    "inbox",
    _("Waiting page"),
    _("The way to send the mail once more, and to correct the address, stays."),
    (
        Wording("gate.inbox.heading", HEADING, _("Check your inbox"), TITLE),
        Wording(
            "gate.inbox.lead", LEAD, _("We have sent a mail to %(address)s about this:"), TITLE, needs=("address",)
        ),
        Wording(
            "gate.inbox.step",
            _("What to do"),
            _("Open the mail and press the link in it. In this browser that is all."),
            TITLE,
        ),
    ),
)
CONFIRM = WordedPart(
    "confirm",
    _("Confirmation mail"),
    _("The digits, what else was ticked, how long it lasts, and the way out for whoever did not ask stay below."),
    (
        Wording(
            "gate.confirm.subject",
            SUBJECT,
            _("Your download: one press to confirm"),
            TITLE,
            shape=WordingShape.SUBJECT,
        ),
        Wording("gate.confirm.lead", LEAD, _("Somebody, probably you, asked us to send this to your address:"), TITLE),
        Wording("gate.confirm.heading", HEADING, "{title}", needs=TITLE),
        Wording("gate.confirm.button", BUTTON, _("Yes, that was me"), TITLE),
    ),
    is_letter=True,
)
DELIVER = WordedPart(
    "deliver",
    _("Delivery mail"),
    _("It goes to people whose address is known already. What was ticked and does not count yet stays below."),
    (
        Wording("gate.deliver.subject", SUBJECT, _("Your download is ready"), TITLE, shape=WordingShape.SUBJECT),
        Wording(
            "gate.deliver.lead",
            LEAD,
            _("You asked for this. We know your address already, so it is yours at once:"),
            TITLE,
        ),
        Wording("gate.deliver.heading", HEADING, "{title}", needs=TITLE),
        Wording("gate.deliver.button", BUTTON, _("To the download"), TITLE),
    ),
    is_letter=True,
)
REMIND = WordedPart(
    "remind",
    _("Reminder mail"),
    _("It goes out once, a day later. Below stands the confirmation mail, in its own words."),
    (
        Wording(
            "gate.remind.subject",
            SUBJECT,
            _("Still waiting for you: your download"),
            TITLE,
            shape=WordingShape.SUBJECT,
        ),
        Wording(
            "gate.remind.lead",
            LEAD,
            _("Yesterday you asked for a download and have not confirmed it. This is the only reminder."),
            TITLE,
        ),
    ),
    is_letter=True,
)
READY = WordedPart(
    "ready",
    _("Thank-you page"),
    _("What people have agreed to, and the way to their own page, stay."),
    (
        Wording("gate.ready.heading", HEADING, _("Here it is"), TITLE),
        Wording("gate.ready.button", BUTTON, _("Download"), TITLE),
        Wording(
            "gate.ready.facts",
            _("What happens next, a line for each point"),
            _("If the file is corrected, this link gives you the corrected one."),
            TITLE,
            shape=WordingShape.POINTS,
        ),
    ),
)
LOOKS = (FORM, INBOX, CONFIRM, DELIVER, REMIND, READY)
"""What is looked at beside the editor of an asset; the form with the landing page it is on."""
