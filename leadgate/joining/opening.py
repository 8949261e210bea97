"""When a group takes requests to join."""

from leadgate.foundation.local_time import today
from leadgate.groups.errors import GroupClosed
from leadgate.groups.types import Admission, GroupRow
from leadgate.invitations.queries import Invited
from leadgate.joining.errors import ByInvitation, NotToday


def refuse_closed(group: GroupRow, invited: Invited | None = None) -> None:
    """Say why nobody can ask right now.

    Args:
        group: which is asked.
        invited: the invitation or link somebody came by; opens the form on any day, and past `ByInvitation`.

    Raises:
        GroupClosed: it has ended.
        NotToday: it takes requests on other days.
        ByInvitation: it takes nobody who was not invited.
    """
    if group.closed_at is not None:
        raise GroupClosed
    if invited:
        return
    if group.admission == Admission.INVITATION:
        raise ByInvitation
    if group.open_days and today().weekday() not in group.open_days:
        raise NotToday
