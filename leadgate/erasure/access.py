"""Who may see an erasure: whoever holds its link, since nobody can sign in any more."""

from leadgate.erasure import queries
from leadgate.erasure.queries import Progress
from leadgate.erasure.room import ERASURE
from leadgate.foundation.errors import NotFound
from leadgate.foundation.installation import installation


def by_link(token: str) -> Progress:
    """The erasure a token was made for.

    Raises:
        TokenInvalid, TokenExpired, NotFound
    """
    found = queries.progress_of(installation().tokens.read(ERASURE, token)[0])
    if found is None:
        raise NotFound
    return found
