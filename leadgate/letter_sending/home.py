"""What sending letters puts on the first page of the staff: letters that wait for a second yes."""

from collections.abc import Sequence
from datetime import datetime

from flask_babel import ngettext
from flask_login import current_user

from leadgate.foundation.house.staff_pages import HomeLine, HomePart, Told
from leadgate.letter_sending import queries


def _waiting(_since: datetime) -> Sequence[Told]:
    many = queries.waits_for_yes(of_other_than=current_user.id)
    said = ngettext("%(num)d letter waits for your yes", "%(num)d letters wait for your yes", many)
    return [Told(said)] if many else []


WAITING = HomeLine(HomePart.WAITS, "letter_sending.under_way", _waiting)
