"""Refusals of the incidents room."""

from flask_babel import lazy_gettext as _

from leadgate.foundation.errors import Refusal


class ReasonForDelayNeeded(Refusal):
    """The authority is told after 72 hours, and the reason is missing (GDPR art. 33(1))."""

    field = "why_late"
    sentence = _("More than 72 hours have passed: the law asks for the reasons of the delay. Please add them above.")


class NotAssessed(Refusal):
    """Closing, or telling somebody about, what nobody has judged yet."""

    status = 409
    sentence = _("Please say first what risk it means for people; everything else depends on that.")


class AuthorityNotTold(Refusal):
    """Closing an incident that has to be told to the authority, and was not."""

    status = 409
    sentence = _("This has to be told to the authority before it is closed, or judged to be without risk.")


class PeopleNotTold(Refusal):
    """Closing an incident that the people concerned have to hear of, and did not."""

    status = 409
    sentence = _("The risk is high: the people concerned have to be told before this is closed.")


class WordsNeeded(Refusal):
    """A letter to people without what only the officer can say, in each of the site's languages."""

    status = 422
    sentence = _("Please write in each language what happened, what may follow, and what people can do.")


class RemarkNeeded(Refusal):
    """A remark, or an alert that was nothing, without a word why."""

    field = "words"
    sentence = _("Please say it in a few words; whoever looks into it later has nothing else to go by.")


class ClosedAlready(Refusal):
    """An act on what is closed; somebody else was quicker."""

    status = 409
    sentence = _("This was closed in the meantime; look at it once more.")


class HoneyTaken(Refusal):
    """A honey record with an address that somebody has."""

    field = "email"
    sentence = _("Somebody is known here by this address already. Take one that is used nowhere else.")
