"""What an owner does first: say who they are, make the pages look like theirs, and let letters arrive."""

from leadgate.foundation.house.staff_pages import FirstStep
from leadgate.foundation.installation import installation
from leadgate.foundation.settings import Settings
from leadgate.foundation.words import text as _
from leadgate.site_settings.sender import is_domain_well, is_letter_well


def _settings() -> Settings:
    return installation().settings


CONTROLLER = FirstStep(
    _("Say who you are"),
    _("The name and the postal address of whoever answers for the data; they stand on each page and in each letter."),
    lambda: _settings().controller.is_said,
    "owners#who-you-are",
    "site_settings.organisation",
    order=10,
)
BRAND = FirstStep(
    _("Give it your colour"),
    _("Pages and letters in your own colour look like yours."),
    lambda: _settings().accent != "#0b6e4f",
    "owners#brand",
    "site_settings.brand",
    order=20,
)
MAIL_SERVER = FirstStep(
    _("Let letters leave"),
    _("Until a mail server is set, letters are kept in the studio and reach nobody."),
    is_letter_well,
    "owners#mail",
    "site_settings_mail.sender",
    order=50,
)
SENDER = FirstStep(
    _("Send from a domain of your own"),
    _("Letters from a domain without SPF, DKIM and DMARC are taken for spam."),
    is_domain_well,
    "owners#the-senders-domain",
    "site_settings_mail.sender",
    order=20,
    before_live=True,
)
