"""Who may see a request: whoever holds its link, and officers."""

from uuid import UUID

from leadgate.erasure.room import ERASURE
from leadgate.foundation.errors import NotFound
from leadgate.foundation.installation import installation
from leadgate.foundation.keys.tokens import Act
from leadgate.rights import queries
from leadgate.rights.queries import RequestShown
from leadgate.rights.reasons import REASONS
from leadgate.rights.room import REQUEST


def by_link(token: str, act: Act = REQUEST) -> RequestShown:
    """The request a token was made for.

    Raises:
        TokenInvalid, TokenExpired, NotFound
    """
    return by_number(installation().tokens.read(act, token)[0])


def by_number(request_id: UUID) -> RequestShown:
    """The request of that number.

    Raises:
        NotFound
    """
    found = queries.request(request_id)
    if found is None:
        raise NotFound
    return found


def concerning(request_id: UUID | None, _language: str) -> dict[str, object]:
    """For whom somebody says to ask (`whom`), for the letter to the person concerned.

    Args:
        request_id: of the request.
        _language: not needed: the letter has the words.
    """
    assert request_id
    return {"whom": by_number(request_id).row.whom}


def outcome(shown: RequestShown) -> dict[str, object]:
    """What the page of a closed request shows besides: the certificate, or the refusal and how to complain."""
    row, settings = shown.row, installation().settings
    link = installation().tokens.make(ERASURE, row.erasure) if row.erasure else None
    return {"erasure_link": link, "refusal": REASONS.get(row.reason or ""), "authority": settings.authority}


def follow_token(request_id: UUID) -> str:
    """The token of a request's own page."""
    return installation().tokens.make(REQUEST, request_id)
