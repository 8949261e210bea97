"""What sharing puts among the first steps."""

from leadgate.analytics import queries as analytics
from leadgate.foundation.house.staff_pages import FirstStep
from leadgate.foundation.words import text as _

SHARED = FirstStep(
    _("Share it"),
    _("Take the link with a word for each channel: then you see tomorrow which of them people came by."),
    analytics.is_shared,
    "owners#share-it",
    done_by="sharing.name",
    order=70,
)
