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


class NotReceivedThen(Refusal):
    """A request that came on a day to come, or so long ago that every term is over."""

    field = "received_on"
    sentence = _("Please give the day it came: today or before, and not more than a year ago.")


class CheckNotSaidOf(Refusal):
    """A request taken down without a word on how the officer knows who asks."""

    field = "checked"
    sentence = _("Please write down how you know that it comes from them.")


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


class CheckNotSaid(Refusal):
    """A check of who may act for a child, without a word on how it was done."""

    field = "words"
    sentence = _("Please write down how you checked that they may act for the child.")


class OnlyForAChild(Refusal):
    """An officer's check where the person concerned has a word of their own."""

    status = 409
    sentence = _("Only for a child can you check this yourself; whoever else is concerned has to say yes themselves.")


class AgentNotConfirmed(Refusal):
    """An agent's request that the person concerned has not confirmed."""

    status = 409
    sentence = _(
        "The person concerned has not said yet that the agent acts for them, and without that nothing is done. "
        "We asked them by mail. Wait for their answer, or refuse the request; its dates run on meanwhile."
    )


class ParentNotConfirmed(Refusal):
    """A request for a child that neither whoever reads the child's mailbox nor an officer's check has confirmed."""

    status = 409
    sentence = _(
        "Nobody has confirmed yet that the sender may act for the child, and without that nothing is done. We asked at "
        "the child's address. Wait for the answer; or, if the child is too young for a mailbox, write down how you "
        "checked it; or refuse the request. Its dates run on meanwhile."
    )


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
