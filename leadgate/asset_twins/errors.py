"""Refusals of twins, each with the sentence a marketer reads."""

from flask_babel import lazy_gettext as _

from leadgate.foundation.errors import Refusal


class LanguageThere(Refusal):
    """There is a page of the family in that language already."""

    status = 409
    sentence = _("This page is there in that language already. Take that one out first.")


class TwinElsewhere(Refusal):
    """An asset that belongs to other pages, or is gone."""

    status = 409
    sentence = _("That page cannot be added: it was deleted, or it belongs to other pages by now.")
