"""What the notice asks of an owner before people come."""

from leadgate.foundation.house.staff_pages import FirstStep
from leadgate.foundation.words import text as _
from leadgate.privacy_notice.missing import missing

COMPLETE = FirstStep(
    _("Complete your privacy notice"),
    _("It is made from what is true here; a few things only you can say, and the page lists those that are missing."),
    lambda: not missing(),
    "owners#the-privacy-notice",
    "privacy_notice_settings.edit",
    order=30,
    before_live=True,
)
