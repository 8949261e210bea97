"""The links of the assets room: each can do one thing, for a while."""

from uuid import UUID

from leadgate.assets.room import CONFIRMED, DOWNLOAD, READY
from leadgate.foundation.installation import installation


def download_token(grant_id: UUID) -> str:
    """The end of a download link."""
    return installation().tokens.make(DOWNLOAD, grant_id)


def ready_token(grant_id: UUID) -> str:
    """The end of a link to the page with the download button."""
    return installation().tokens.make(READY, grant_id)


def confirmed_token(grant_id: UUID) -> str:
    """What whoever has just confirmed has beside it: for some minutes the page says what they agreed to.

    The page's own address is shown to others (it has the download on it); these may not read that.
    """
    return installation().tokens.make(CONFIRMED, grant_id)
