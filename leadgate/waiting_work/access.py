"""From what an address says of a group of dead letters to the group that is there."""

from leadgate.foundation.background import backlog
from leadgate.foundation.background.backlog import GivenUp
from leadgate.foundation.errors import NotFound


def group_of(kind: str, trouble: str) -> GivenUp:
    """What was given up of one kind for one reason.

    Args:
        kind: of the rows.
        trouble: as it stands on them; empty where nothing does.

    Raises:
        NotFound: nothing was, or it is tried again already.
    """
    found = (one for one in backlog.given_up() if (one.kind, one.trouble or "") == (kind, trouble))
    group = next(found, None)
    if group is None:
        raise NotFound
    return group
