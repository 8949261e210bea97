"""Refusals of the people room."""

from flask_babel import lazy_gettext as _

from leadgate.foundation.errors import Refusal


class ErasedMeanwhile(Refusal):
    """The person was erased after they had asked for this."""

    status = 410
    sentence = _("Everything under this address was erased after you had asked. If you want it again, please ask anew.")
