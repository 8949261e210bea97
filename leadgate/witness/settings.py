"""What the settings say of witnesses: who cosigns our checkpoints, and whose we cosign."""

from leadgate.foundation.calling.destinations import Reach, destination_of
from leadgate.foundation.configuration.parsing import EVERYWHERE
from leadgate.verifier.cosignatures import witness_in
from leadgate.verifier.reading import Unreadable
from leadgate.witness.watching import watched_in


def witnesses(text: str) -> tuple[tuple[str, str], ...]:
    """Pairs of an address and a verifier key; of a witness that fetches, and has no address, the key alone.

    Raises:
        ValueError: it is no such list.
    """
    words = [part.split() for part in text.split(",") if part.strip()]
    pairs = [pair if len(pair) > 1 else ["", *pair] for pair in words]
    try:
        for url, key in pairs:
            witness_in(key)
            if url:
                destination_of(url, Reach.SELF_PROVING, EVERYWHERE)
    except Unreadable as refusal:
        raise ValueError(text) from refusal
    return tuple((url.rstrip("/"), key) for url, key in pairs)


def logs(text: str) -> tuple[str, ...]:
    """Verifier keys of logs elsewhere.

    Raises:
        ValueError: one of them is none.
    """
    entries = tuple(part.strip() for part in text.split(",") if part.strip())
    try:
        watched_in(entries)
    except Unreadable as refusal:
        raise ValueError(text) from refusal
    return entries
