"""What backups put among the first steps."""

from datetime import timedelta

from leadgate.backup import queries
from leadgate.foundation import clock
from leadgate.foundation.house.staff_pages import FirstStep
from leadgate.foundation.words import text as _

FRESH = timedelta(days=7)


def _is_fresh() -> bool:
    made = queries.newest_at()
    return made is not None and clock.now() - made <= FRESH


BACKED_UP = FirstStep(
    _("Make a backup every night"),
    _("None was made in the last seven days. What people agreed to is worth as much as what you know of them."),
    _is_fresh,
    "owners#backup",
    order=90,
    before_live=True,
)
