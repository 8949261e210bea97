"""Refusals of the editor, each with the sentence a marketer reads."""

from flask_babel import lazy_gettext as _

from leadgate.foundation.errors import NotFound, Refusal


class NotASurvey(Refusal):
    """A document that does not describe a survey."""

    field = "document"


class NoSuchQuestion(NotFound):
    """A question or section that is not in the draft."""

    sentence = _("There is nothing here. The link may be old, or cut short on its way.")
