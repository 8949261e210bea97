"""What of the pages and letters of a gate owners may say in words of their own, and what stays as it is.

What the law needs is no part of any wording: what is asked for by sending the form, when it is deleted, that all of it
can be ended, what else was ticked, and the way out for whoever did not ask.
"""

from leadgate.assets import rehearsing
from leadgate.foundation.wordings.kinds import BUTTON, HEADING, LEAD, SUBJECT, WordedPart, Wording, WordingShape
from leadgate.foundation.wordings.showing import own_words
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
        Wording("assets.form.heading", HEADING, _("Get it by mail"), TITLE),
        Wording("assets.form.button", BUTTON, _("Send it to me"), TITLE),
        Wording(
            "assets.form.facts",
            _("What happens next, a line for each point"),
            _("We send you one mail with a link and a code; after that the download is yours."),
            TITLE,
            shape=WordingShape.POINTS,
        ),
    ),
    page=lambda: rehearsing.landing(rehearsing.gate()),
)
INBOX = WordedPart(
    "inbox",
    _("Waiting page"),
    _("The way to send the mail once more, and to correct the address, stays."),
    (
        Wording("assets.inbox.heading", HEADING, _("Check your inbox"), TITLE),
        Wording(
            "assets.inbox.lead", LEAD, _("We have sent a mail to %(address)s about this:"), TITLE, needs=("address",)
        ),
        Wording(
            "assets.inbox.step",
            _("What to do"),
            _("Open the mail and press the link in it. In this browser that is all."),
            TITLE,
        ),
    ),
    page=lambda: rehearsing.inbox(rehearsing.gate()),
)
CONFIRM = WordedPart(
    "confirm",
    _("Confirmation mail"),
    _("The digits, what else was ticked, how long it lasts, and the way out for whoever did not ask stay below."),
    (
        Wording(
            "assets.confirm.subject",
            SUBJECT,
            _("Your download: one press to confirm"),
            TITLE,
            shape=WordingShape.SUBJECT,
        ),
        Wording(
            "assets.confirm.lead", LEAD, _("Somebody, probably you, asked us to send this to your address:"), TITLE
        ),
        Wording("assets.confirm.heading", HEADING, "{title}", needs=TITLE),
        Wording("assets.confirm.button", BUTTON, _("Yes, that was me"), TITLE),
    ),
    letter=("assets/confirm", lambda: rehearsing.confirm(rehearsing.gate())),
)
DELIVER = WordedPart(
    "deliver",
    _("Delivery mail"),
    _("It goes to people whose address is known already. What was ticked and does not count yet stays below."),
    (
        Wording("assets.deliver.subject", SUBJECT, _("Your download is ready"), TITLE, shape=WordingShape.SUBJECT),
        Wording(
            "assets.deliver.lead",
            LEAD,
            _("You asked for this. We know your address already, so it is yours at once:"),
            TITLE,
        ),
        Wording("assets.deliver.heading", HEADING, "{title}", needs=TITLE),
        Wording("assets.deliver.button", BUTTON, _("To the download"), TITLE),
    ),
    letter=("assets/deliver", lambda: rehearsing.deliver(rehearsing.gate())),
)
REMIND = WordedPart(
    "remind",
    _("Reminder mail"),
    _("It goes out once, a day later. Below stands the confirmation mail, in its own words."),
    (
        Wording(
            "assets.remind.subject",
            SUBJECT,
            _("Still waiting for you: your download"),
            TITLE,
            shape=WordingShape.SUBJECT,
        ),
        Wording(
            "assets.remind.lead",
            LEAD,
            _("Yesterday you asked for a download and have not confirmed it. This is the only reminder."),
            TITLE,
        ),
    ),
    letter=("assets/remind", lambda: rehearsing.confirm(rehearsing.gate())),
)
READY = WordedPart(
    "ready",
    _("Thank-you page"),
    _("What people have agreed to, and the way to their own page, stay."),
    (
        Wording("assets.ready.heading", HEADING, _("Here it is"), TITLE),
        Wording("assets.ready.button", BUTTON, _("Download"), TITLE),
        Wording(
            "assets.ready.facts",
            _("What happens next, a line for each point"),
            _("If the file is corrected, this link gives you the corrected one."),
            TITLE,
            shape=WordingShape.POINTS,
        ),
    ),
    page=lambda: rehearsing.ready(rehearsing.gate()),
)
LOOKS = (FORM, INBOX, CONFIRM, DELIVER, REMIND, READY)
"""What is looked at beside the editor of an asset; the form with the landing page it is on."""


def own_words_of_form() -> list[str]:
    """What an owner says on the form, in the language at work: with it somebody asks."""
    return [f"{one.name}: {own}" for one in FORM.wordings if (own := own_words(one)) is not None]
