"""Refusals of the rights room."""

from flask_babel import lazy_gettext as _

from leadgate.foundation.errors import Refusal


class SubjectNeeded(Refusal):
    """Asked for somebody else without saying for whom."""

    field = "subject_email"
    sentence = _("Please give the mail address of the person you ask for, as it was used here.")


class MandateNeeded(Refusal):
    """An agent without a mandate."""

    field = "mandate"
    sentence = _("Please add the document by which the person lets you act for them (PDF, PNG or JPEG, up to 2 MB).")


class DetailsNeeded(Refusal):
    """A correction of nothing."""

    field = "details"
    sentence = _("Please say what is wrong and how it should be.")


class LegalReasonNeeded(Refusal):
    """A refusal or an extension without the reason the law asks for."""

    field = "reason"
    sentence = _("Please choose one of the reasons the law knows, and explain it in your own words to the person.")


class RemarkEmpty(Refusal):
    """A remark without words."""

    field = "words"
    sentence = _("Please write down what there is to remember.")


class CorrectionNotSaid(Refusal):
    """A correction that is called done without a word on what was corrected: the letter would say more than is true."""

    field = "words"
    sentence = _("Please write to the person what you have corrected, and into what.")


class NotNow(Refusal):
    """An act that does not fit where the request is; somebody else was quicker, or it is closed."""

    status = 409
    sentence = _("This request is somewhere else by now; look at it once more.")


class TooLateToExtend(Refusal):
    """The month in which an extension has to be told is over, or it was used."""

    status = 409
    sentence = _("It can be extended once, and the person has to be told before the first term ends.")


class ClockDoesNotStop(Refusal):
    """A pause under a law that knows none."""

    status = 409
    sentence = _("This request runs under a law whose clock does not stop; ask without pausing.")


class UnknownRequest(Refusal):
    """No request of that number."""

    status = 404
    sentence = _("There is no privacy request of that number.")
