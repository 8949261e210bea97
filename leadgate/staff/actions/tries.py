"""How often somebody may be wrong: counted before anything is looked at, and given back when it was right."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from uuid import UUID

from leadgate.foundation.limits import Limit, TooMany, give_back, spend
from leadgate.staff.errors import TriedFromEverywhere, TriedTooOften
from leadgate.staff.models import StaffAccount
from leadgate.staff.types import Arrival

Tries = tuple[tuple[Limit, str], ...]
QUARTER = timedelta(minutes=15)
PER_BROWSER = Limit("staff/browser", 10, QUARTER)
PER_ACCOUNT_THERE = Limit("staff/account-network", 10, QUARTER)
PER_NETWORK = Limit("staff/network", 40, QUARTER)
PER_ACCOUNT = Limit("staff/account", 100, QUARTER)
"""From everywhere together; a browser that was signed in before is counted by itself, so nobody can lock it out."""
CODES_PER_ACCOUNT = Limit("staff/codes", 20, QUARTER)
FROM_EVERYWHERE = frozenset({PER_ACCOUNT, CODES_PER_ACCOUNT})
PER_SESSION = Limit("staff/session", 10, QUARTER)


@contextmanager
def counted(tries: Tries) -> Iterator[None]:
    """Count a try around looking at it; it counts for nothing when the block ends without a refusal.

    Counting comes first, so that of many tries at once none is free.

    Args:
        tries: each limit with whose try it is.

    Raises:
        TriedFromEverywhere: that of an account from everywhere is over, before anything was looked at.
        TriedTooOften: another one is.
    """
    try:
        spend(*tries)
    except TooMany as refused:
        kind = TriedFromEverywhere if refused.limits & FROM_EVERYWHERE else TriedTooOften
        raise kind(refused) from refused
    yield
    give_back(*tries)


def of_password(account: StaffAccount | None, email: str, arrival: Arrival) -> Tries:
    """By what a try of a password at the door is counted.

    Args:
        account: of that address, if there is one.
        email: as typed, in small letters.
        arrival: where it comes from.

    Returns:
        Its limits, each with whose count goes up: of a known browser by itself, or of address, network and both.
    """
    if account and (own := _known_by(account.id, arrival)):
        return own
    there = f"{email}/{arrival.network}"
    return (PER_ACCOUNT_THERE, there), (PER_NETWORK, arrival.network), (PER_ACCOUNT, email)


def of_code(account_id: UUID, arrival: Arrival) -> Tries:
    """By what a try of a second factor is counted, whoever knows the password.

    Args:
        account_id: whose factor it is.
        arrival: where it comes from.

    Returns:
        Its limits, each with whose count goes up: of a known browser by itself, or of account and network.
    """
    return _known_by(account_id, arrival) or ((CODES_PER_ACCOUNT, str(account_id)), (PER_NETWORK, arrival.network))


def of_passkey(arrival: Arrival) -> Tries:
    """By what an answer of a passkey is counted, which says by itself whose it is."""
    return ((PER_NETWORK, arrival.network),)


def of_session(session_id: UUID) -> Tries:
    """By what a try inside a session is counted."""
    return ((PER_SESSION, str(session_id)),)


def _known_by(account_id: UUID, arrival: Arrival) -> Tries:
    known = arrival.known
    return ((PER_BROWSER, str(known.browser_id)),) if known and known.account_id == account_id else ()
