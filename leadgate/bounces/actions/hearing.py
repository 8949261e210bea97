"""Hearing back: what follows from a letter that did not arrive, and from a reader who calls one spam.

A mailbox that is not there is written to no more, at once; one that is full or busy only after five times over two
weeks. Nothing follows from a rule of the server's or from what nobody understands. Who complains has said no to that
purpose, and by the second time to all of them.
"""

from datetime import timedelta
from uuid import UUID

from sqlalchemy import func, select

from leadgate.bounces.models import LetterReturned, ReturnedCount, UnreachableReader
from leadgate.bounces.types import HeardBy, Returned, ReturnedKind
from leadgate.consent import queries as consent
from leadgate.consent.actions.answering import withdraw
from leadgate.foundation import clock
from leadgate.foundation.databases.upserting import count_one_more, put_row
from leadgate.foundation.db import action, add_row, session
from leadgate.foundation.ids import new_id
from leadgate.foundation.installation import installation
from leadgate.foundation.keys.errors import KeyDestroyed
from leadgate.foundation.keys.vault import PersonKey
from leadgate.foundation.mail.answers import Undelivered, status_in
from leadgate.letter_sending.events import LetterRefused

KEPT_FOR = timedelta(days=180)
TIMES, OVER = 5, timedelta(days=14)
"""So often, over at least so long, a mailbox was full or busy before it counts as gone."""
COMPLAINS = "complaint"
"""How a consent ended, as the ledger has it."""


@action
def hear(person_id: UUID, letter_id: UUID, purpose_id: UUID, returned: Returned, *, heard_by: HeardBy) -> None:
    """Keep what came back of a letter, and do what follows; of a person who is gone nothing is kept.

    Args:
        person_id: whose letter it was.
        letter_id, purpose_id: which, and for what it was sent.
        returned: what came back: a bounce or a complaint; nothing follows from anything else.
        heard_by: how it was heard.
    """
    if returned.kind not in (ReturnedKind.BOUNCE, ReturnedKind.COMPLAINT) or _is_known(person_id, letter_id, returned):
        return
    try:
        key = installation().vault.key_of(person_id)
    except KeyDestroyed:
        return
    is_gone = returned.kind is ReturnedKind.BOUNCE and _is_gone(person_id, returned.why)
    if is_gone:
        put_row(UnreachableReader, {"person_id": person_id}, {"since": clock.now()})
    if returned.kind is ReturnedKind.COMPLAINT:
        _end(key, purpose_id)
    _keep(key, letter_id, returned, heard_by, is_gone=is_gone)


@action
def hear_refusal(refused: LetterRefused) -> None:
    """Keep what a mail server said when it did not take a copy, and do what follows."""
    returned = Returned(ReturnedKind.BOUNCE, (), refused.why, status_in(refused.said), refused.said)
    hear(refused.person, refused.letter, refused.purpose, returned, heard_by=HeardBy.ANSWER)


def _is_known(person_id: UUID, letter_id: UUID, returned: Returned) -> bool:
    """Whether this came back already: whoever sends it again changes nothing."""
    same = (LetterReturned.person_id == person_id, LetterReturned.letter_id == letter_id)
    known = select(LetterReturned.id).where(*same, LetterReturned.kind == returned.kind)
    return session().scalar(known) is not None


def _is_gone(person_id: UUID, why: Undelivered) -> bool:
    if not why.is_soft:
        return why is Undelivered.GONE
    soft = [one for one in Undelivered if one.is_soft]
    mine = (LetterReturned.person_id == person_id, LetterReturned.undone_at.is_(None))
    counted = select(func.count(), func.min(LetterReturned.at)).where(*mine, LetterReturned.why.in_(soft))
    times, first = session().execute(counted).one()
    return times + 1 >= TIMES and first <= clock.now() - OVER


def _end(key: PersonKey, purpose_id: UUID) -> None:
    before = select(LetterReturned.id).where(
        LetterReturned.person_id == key.owner, LetterReturned.kind == ReturnedKind.COMPLAINT
    )
    is_second = session().scalar(before.limit(1)) is not None
    for one in consent.optional_given(key.owner) if is_second else [purpose_id]:
        withdraw(key, one, method=COMPLAINS)


def _keep(key: PersonKey, letter_id: UUID, returned: Returned, heard_by: HeardBy, *, is_gone: bool) -> None:
    made = new_id()
    add_row(
        LetterReturned,
        id=made,
        person_id=key.owner,
        letter_id=letter_id,
        kind=returned.kind,
        why=returned.why,
        status=returned.status,
        said=key.seal(LetterReturned.said, made, returned.said),
        heard_by=heard_by,
        at=clock.now(),
        suppressed=is_gone,
        undone_at=None,
        undone_by=None,
        expires_at=clock.now() + KEPT_FOR,
    )
    what = returned.why if returned.kind is ReturnedKind.BOUNCE else returned.kind
    count_one_more(ReturnedCount, letter_id=letter_id, what=what)
