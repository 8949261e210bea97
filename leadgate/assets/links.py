"""The links of the assets room: each can do one thing, for a while."""

from uuid import UUID

from leadgate.assets.room import DOWNLOAD, NOT_ME, READY
from leadgate.foundation.installation import installation
from leadgate.foundation.tokens import Act


def download_token(grant_id: UUID) -> str:
    """The end of a download link."""
    return installation().tokens.make(DOWNLOAD, grant_id)


def ready_token(grant_id: UUID) -> str:
    """The end of a link to the page with the download button."""
    return installation().tokens.make(READY, grant_id)


def not_me_token(opt_in: UUID) -> str:
    """The end of a link that calls a request off."""
    return installation().tokens.make(NOT_ME, opt_in)


def url(path: str, act: Act, row: UUID) -> str:
    """A whole link for a letter, from this installation's own address, whatever host a request named."""
    here = installation()
    return f"{here.settings.base_url}/{path}/{here.tokens.make(act, row)}"
