"""What an owner does first: say who they are, and make the pages look like theirs."""

from leadgate.foundation.house.staff_pages import FirstStep
from leadgate.foundation.installation import installation
from leadgate.foundation.settings import Settings
from leadgate.foundation.words import text as _


def _settings() -> Settings:
    return installation().settings


def _names_controller() -> bool:
    controller = _settings().controller
    return controller.name != "Example Controller" and "Example Street" not in controller.address


CONTROLLER = FirstStep(
    _("Say who you are"),
    _("The name and the postal address of whoever answers for the data; they stand on each page and in each letter."),
    _names_controller,
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
