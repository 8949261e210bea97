"""Guessing: refused tokens, codes and passwords are counted, and whoever listens hears when there are too many.

One wrong link is a mail client that cut it short; thirty an hour from one network are somebody trying. Only keyed
counts are kept, so what is told is that it happens, not from where.
"""

from datetime import timedelta

from leadgate.foundation.db import action
from leadgate.foundation.events import TooManyGuesses, tell
from leadgate.foundation.limits import Limit, count_only

FROM_ONE_NETWORK = Limit("guesses/network", 30, timedelta(hours=1))
FROM_EVERYWHERE = Limit("guesses/everywhere", 300, timedelta(hours=1))


@action
def count(network: str) -> None:
    """Note one more refused token, code or password from a network."""
    for limit, ends in count_only((FROM_ONE_NETWORK, network), (FROM_EVERYWHERE, "")):
        tell(TooManyGuesses(limit, ends))
