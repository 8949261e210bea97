"""Which request is meant by six digits that somebody types."""

from collections.abc import Mapping
from uuid import UUID

from leadgate.foundation.installation import installation
from leadgate.foundation.keys.tokens import typed_code
from leadgate.people.errors import NoMoreTries, WrongCode

MOST_TRIES = 5


def request_of_digits(tries: Mapping[UUID, int], typed: str, *, most: int = MOST_TRIES) -> UUID:
    """The request whose six digits were typed.

    Args:
        tries: of each request that may be meant, how often digits were typed for it by now, this time included: counted
            and committed before anything is compared, so that parallel guesses cannot share one try.
        typed: as it was typed.
        most: how often they may be.

    Raises:
        WrongCode: they are of none of them.
        NoMoreTries: for none of them may they be typed any more.
    """
    open_ones = [request for request, count in tries.items() if count <= most]
    if tries and not open_ones:
        raise NoMoreTries
    for request in open_ones:
        if typed_code(typed) == installation().tokens.digits(request):
            return request
    raise WrongCode
