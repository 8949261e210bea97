"""What the house must know of understanding how assets do; nothing here is about one person."""

from datetime import timedelta

from leadgate.assets.room import VIEW
from leadgate.consent.events import ConsentTurned
from leadgate.erasure.events import AboutToErase
from leadgate.foundation.house.rooms import Nav, NavGroup, Room, Task
from leadgate.foundation.words import text as _

ROOM = Room(
    name="understanding",
    opens=("choosing", "figures"),
    models=("models",),
    views=("studio:pages", "studio_cohorts:pages", "studio_consents:pages", "studio_reasons:pages"),
    listens={
        ConsentTurned: ("actions.counting_consents:count_turn",),
        AboutToErase: ("actions.counting_consents:count_erased",),
    },
    schedule={"cohorts": Task(timedelta(hours=1), "actions.counting_cohorts:count_cohorts", seconds=300)},
    home_lines=("home:NEW_LEADS",),
    slots={"asset": "slots:of_asset", "purpose": "slots:of_purpose"},
    nav=(
        Nav(
            *("staff", "understanding.overview", _("Figures"), VIEW, 15, NavGroup.GATES),
            guide="marketers#figures",
            below="/studio/figures",
        ),
    ),
)
