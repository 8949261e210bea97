"""Having the newest checkpoint stamped with the time, once an hour, where an authority is named in the settings."""

from datetime import timedelta

from leadgate.foundation import clock
from leadgate.foundation.db import action, add_row
from leadgate.foundation.installation import installation
from leadgate.ledger import checkpoints, queries, stamping
from leadgate.ledger.models import LedgerTimestamp
from leadgate.verifier.stamps import stamped_part

STAMPED_EVERY = timedelta(hours=1)


def stamp() -> None:
    """Have the newest checkpoint stamped, unless one was within the hour, or nothing has happened since.

    Raises:
        CallFailed: the authority was not to be reached; the clock asks again.
        NotStamped: it answered something else.
    """
    authority, seal, last = installation().settings.time_stamps, queries.last_seal(), queries.last_stamp()
    if (
        authority is None
        or seal is None
        or (last and (last.size == seal.size or last.at > clock.now() - STAMPED_EVERY))
    ):
        return
    note = checkpoints.signed_over(seal)
    response = stamping.asked(authority.url, list(authority.certificates), stamped_part(note))
    _keep(seal.size, note, response)


@action
def _keep(size: int, note: str, response: bytes) -> None:
    add_row(LedgerTimestamp, size=size, note=note, response=response, at=clock.now())
