"""What naming campaigns refuses."""

from flask_babel import lazy_gettext as _

from leadgate.foundation.errors import Refusal


class NotACampaign(Refusal):
    """The word cannot be a campaign's."""

    sentence = _(
        "A campaign's word has letters, digits, hyphens, dots or blanks, and is nobody's address, number or secret."
    )
