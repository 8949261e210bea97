"""What the house must know of the privacy notice."""

from datetime import timedelta

from leadgate.foundation.house.rooms import Nav, Room, Task
from leadgate.foundation.words import text as _
from leadgate.site_settings.room import SETTINGS

ROOM = Room(
    name="privacy_notice",
    models=("models",),
    views=("public:pages", "admin:pages"),
    schedule={"keep": Task(timedelta(minutes=1), "actions.keeping:keep")},
    first_steps=("steps:COMPLETE",),
    init_app="wording:register_globals",
    nav=(
        Nav("footer", "privacy_notice.notice", _("Privacy"), order=10),
        Nav("privacy-notice", "privacy_notice.notice", _("Privacy")),
        Nav(
            "settings-tab",
            "privacy_notice_settings.edit",
            _("Privacy notice"),
            SETTINGS,
            about=_("What only you can say in it, what is missing, and how it reads."),
        ),
    ),
)
