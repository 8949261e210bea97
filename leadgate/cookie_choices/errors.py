"""Refusals about choices, each with the sentence a person reads."""

from flask_babel import lazy_gettext as _

from leadgate.foundation.errors import NotFound, Refusal


class NotAChoice(Refusal):
    """What was sent is nothing a script of ours sends."""

    status = 400
    sentence = _("This is no choice that a visitor of the site could have made.")


class ForeignOrigin(Refusal):
    """It was not sent by a page of the site."""

    status = 403
    sentence = _("Choices of this site are taken from its own pages only.")


class NoticeOver(Refusal):
    """The notice is unknown, or was replaced more than an hour ago: the visitor is asked again."""

    status = 410
    sentence = _("What was answered is not asked any more; the page asks anew.")


class NoSuchChoice(NotFound):
    """No choice of that number is kept."""

    sentence = _(
        "No choice with this number is kept here. It may be older than thirteen months, or the number was cut short. "
        "A receipt you kept stays valid all the same."
    )


class NoSuchBatch(NotFound):
    """There is none of this number, or it is not closed."""

    sentence = _("There is no such batch.")


class NotProvenYet(Refusal):
    """The choice is in no sealed batch yet."""

    status = 409
    field = "number"
    sentence = _("This choice is not proven yet. Within the hour it is; please come back then.")


class KeptAlready(Refusal):
    """The receipt is on the person's page."""

    status = 409
    field = "number"
    sentence = _("The receipt of this choice is on your page already.")


class TooManyKept(Refusal):
    """A page holds no more of them."""

    status = 409
    field = "number"
    sentence = _("Your page holds twenty receipts at most. Take one away first.")
