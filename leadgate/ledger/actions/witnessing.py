"""Having checkpoints cosigned by witnesses elsewhere (C2SP tlog-witness): whoever rewrites the log afterwards is found.

Every twenty seconds each witness is offered the newest checkpoint, unless it has it. A silent one is asked again after
growing pauses, up to an hour; what it missed in between is in the next proof.
"""

import base64
import logging
from datetime import timedelta

from leadgate.foundation import clock
from leadgate.foundation.background.backing_off import pause_after
from leadgate.foundation.calling.destinations import Reach
from leadgate.foundation.calling.errors import CallFailed
from leadgate.foundation.calling.posting import post
from leadgate.foundation.db import action, add_row, session
from leadgate.foundation.installation import installation
from leadgate.ledger import checkpoints, queries
from leadgate.ledger.errors import HistoryContradicted, NotCosigned
from leadgate.ledger.models import LedgerCosignature, LedgerSeal, LedgerWitness
from leadgate.verifier.cosignatures import cosigned, witness_in
from leadgate.verifier.reading import Unreadable, from_decimal

log = logging.getLogger(__name__)
FIRST_PAUSE, LONGEST_PAUSE = timedelta(seconds=20), timedelta(hours=1)


def ask_witnesses() -> None:
    """Have the newest checkpoint cosigned by everybody who is to and has not yet, unless they were silent just now."""
    for url, key in installation().settings.witnesses:
        if not url:
            continue  # it fetches, and hands in what it cosigned (`receiving`)
        seal, state = queries.last_seal(), queries.witness_state(key)
        if seal is None or _is_cosigned(seal, key) or (state and state.next_at > clock.now()):
            continue
        try:
            line = _cosignature(url, key, seal, state.known_size if state else 0)
        except (CallFailed, NotCosigned) as trouble:
            log.warning("a witness did not cosign %s entries: %s", seal.size, type(trouble).__name__)
            _note_trouble(key, str(trouble))
        else:
            _keep(key, seal.size, line)


def _is_cosigned(seal: LedgerSeal, key: str) -> bool:
    """Whether what was kept is about this very tree: after a rewriting it is about another one of the same size."""
    line = queries.cosignature_by(key, seal.size)
    return line is not None and any(cosigned(_text(checkpoints.signed_over(seal)), line, witness_in(key)))


def _text(note: str) -> str:
    return note.partition("\n\n")[0] + "\n"


def _cosignature(url: str, key: str, seal: LedgerSeal, known_size: int) -> str:
    """The line a witness answers; told another size than we thought it knew, we ask once more with that.

    Raises:
        CallFailed: it was not to be reached.
        HistoryContradicted: it knows more entries than there are, or others.
        NotCosigned: it answered otherwise.
    """
    note = checkpoints.signed_over(seal)
    status, body = _offered(url, note, seal.size, known_size)
    if status == 409 and (known := _size_in(body)) != known_size:
        status, body = _offered(url, note, seal.size, known)
    if status in (409, 422):
        raise HistoryContradicted
    if status != 200:
        raise NotCosigned
    try:
        return next(line for line, _at in cosigned(_text(note), body, witness_in(key)))
    except (Unreadable, StopIteration) as nothing:
        raise NotCosigned from nothing


def _offered(url: str, note: str, size: int, old: int) -> tuple[int, str]:
    if old > size:
        raise HistoryContradicted
    proof = "".join(f"{base64.b64encode(node).decode()}\n" for node in queries.consistency_between(old, size))
    answer = post(
        f"{url}/add-checkpoint",
        f"old {old}\n{proof}\n{note}".encode(),
        {"content-type": "text/plain; charset=utf-8"},
        reach=Reach.SELF_PROVING,
        own_networks=installation().settings.own_networks,
    )
    return answer.status, answer.body.decode(errors="replace")


def _size_in(body: str) -> int:
    try:
        return from_decimal(body.removesuffix("\n"))
    except Unreadable as nothing:
        raise NotCosigned from nothing


@action
def _keep(key: str, size: int, line: str) -> None:
    if queries.cosignature_by(key, size) is None:
        add_row(LedgerCosignature, size=size, witness=key, line=line, at=clock.now())
    state = _state(key)
    state.known_size, state.next_at, state.failures, state.trouble = size, clock.now(), 0, None


@action
def _note_trouble(key: str, trouble: str) -> None:
    state = _state(key)
    state.next_at = clock.now() + pause_after(state.failures, FIRST_PAUSE, LONGEST_PAUSE)
    state.failures, state.trouble = state.failures + 1, trouble


def _state(key: str) -> LedgerWitness:
    found = session().get(LedgerWitness, key)
    if found is None:
        found = LedgerWitness(key=key, known_size=0, next_at=clock.now(), failures=0, trouble=None)
        session().add(found)
    return found
