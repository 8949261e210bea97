"""Who may see an erasure: whoever holds its link, since nobody can sign in any more; and which processor is meant."""

from uuid import UUID

from leadgate.erasure import queries
from leadgate.erasure.errors import UnknownProcessor
from leadgate.erasure.models import Processor
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


def processor_with(processor_id: UUID) -> Processor:
    """The processor of that number that is told of erasures.

    Raises:
        UnknownProcessor
    """
    found = queries.processor(processor_id)
    if found is None:
        raise UnknownProcessor
    return found
