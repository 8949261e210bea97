"""The mail server an owner chooses: tried before it is kept, and shown without its password."""

from dataclasses import dataclass
from urllib.parse import unquote, urlsplit
from uuid import UUID

from leadgate.foundation.configuration.sealing import sealed
from leadgate.foundation.installation import installation
from leadgate.site_settings import queries
from leadgate.site_settings.actions import choosing, noting
from leadgate.site_settings.errors import ServerRefused
from leadgate.site_settings.trying import send_test
from leadgate.site_settings.types import LetterNews

MAIL_SERVER = "mail.server"


@dataclass(frozen=True, slots=True)
class ServerShown:
    """The mail server in force.

    Args:
        host, user: user is empty where nobody signs in.
        is_given: whether it is set on the machine, and so nothing is chosen here.
    """

    host: str
    port: int | None
    user: str
    is_given: bool


def server_in_force() -> ServerShown | None:
    """The mail server letters leave by; None where they are kept."""
    here = installation()
    if not here.settings.smtp_url:
        return None
    parts = urlsplit(here.settings.smtp_url)
    return ServerShown(parts.hostname or "", parts.port, unquote(parts.username or ""), bool(here.given.smtp_url))


def try_and_keep(address: str, recipient: str, *, by: UUID) -> None:
    """Send a test letter by a server, and send all letters by it from now on if it takes that; waits for the server.

    Args:
        address: `smtp://…` or `smtps://…`, with user and password.
        recipient: whom the test letter goes to: whoever chooses.
        by: their account.

    Raises:
        ServerRefused: it did not take the letter; nothing is kept.
    """
    here = installation()
    with here.as_if(smtp_url=address):
        tried = send_test(recipient)
        if tried.news is not LetterNews.ACCEPTED:
            raise ServerRefused(tried.news, tried.said)
        noting.note_letter(tried, by=by)
    kept = sealed(here.settings.secret_key, MAIL_SERVER, address)
    choosing.choose({MAIL_SERVER: kept}, seen=queries.number(), by=by)


def let_go(*, by: UUID) -> None:
    """Send by no server any more: letters are kept in the studio.

    Args:
        by: the account.
    """
    choosing.choose({MAIL_SERVER: ""}, seen=queries.number(), by=by)
