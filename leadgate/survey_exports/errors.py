"""Refusals of files of answers, each with its sentence."""

from flask_babel import lazy_gettext as _

from leadgate.foundation.errors import Refusal


class AnswersStayTogether(Refusal):
    """Single answers of an anonymous survey are shown to nobody."""

    status = 409
    sentence = _("This survey is anonymous, so its answers are only shown added up. The report can be exported.")


class FileNotWritten(Refusal):
    """The process that writes a file of answers did not."""

    status = 503
    retry_after_seconds = 60
    sentence = _("This file could not be written just now. Please try again, or take another format.")
