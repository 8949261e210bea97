"""The outbox: what must happen after an act is a row in the same commit, so nothing accepted is lost.

A drain claims due rows under a lease, works each in a transaction of its own, and postpones what failed with growing
pauses; after `MOST_ATTEMPTS` a row lies in the dead letters until somebody looks. The broker only carries hints: a
lost one costs seconds, because beat drains what is due anyway. What is an act is worked once. What has an effect on the
outside is idempotent: it can be worked twice (the worker died between the effect and its record), never not at all.
Which kinds there are, and of which sort each is, rooms say in their manifests.
"""

import logging
import random
import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from flask_babel import lazy_gettext as _
from sqlalchemy import JSON, ForeignKey, Index, String, Update, delete, or_, select, text, update
from sqlalchemy.orm import Mapped, mapped_column

from leadgate.foundation import clock
from leadgate.foundation.background.backing_off import pause_after
from leadgate.foundation.db import action, add_row, after_commit, session
from leadgate.foundation.house.assembly import Handler
from leadgate.foundation.ids import new_id
from leadgate.foundation.installation import installation
from leadgate.foundation.logs import innermost_of_ours
from leadgate.foundation.privacy.register import Holds, OfPerson, OnErasure, impersonal, personal
from leadgate.foundation.sql.tables import Base

log = logging.getLogger(__name__)
LEASE = timedelta(minutes=1)
FIRST_PAUSE = timedelta(seconds=5)
LONGEST_PAUSE = timedelta(hours=1)
MOST_ATTEMPTS = 40
DONE_ROWS_KEPT = timedelta(days=1)
BATCH = 20
REFUSED = "refused: "
"""How the trouble of what was refused for good begins."""


class OutboxItem(Base):
    """One thing to be done; names what and for which rows, never an address or a text."""

    __tablename__ = "outbox"
    __personal__ = OfPerson(subject="owner", erased=OnErasure.DELETED, kept_for=_("a day after it is done"))
    id: Mapped[UUID] = mapped_column(primary_key=True, info=impersonal("a random id"))
    kind: Mapped[str] = mapped_column(String(60), info=impersonal("the name of a handler"))
    payload: Mapped[dict[str, str]] = mapped_column(JSON, info=impersonal("ids of rows"))
    key: Mapped[str] = mapped_column(String(120), unique=True, info=impersonal("made of ids; keeps an act single"))
    owner: Mapped[UUID | None] = mapped_column(
        ForeignKey("vault_key.id", ondelete="CASCADE"),
        index=True,
        info=personal(Holds.IDENTIFIER, _("delivering what was asked for"), exported=False),
    )
    due_at: Mapped[datetime | None] = mapped_column(
        index=True, info=impersonal("when to work it; empty once done or dead")
    )
    attempts: Mapped[int] = mapped_column(default=0, info=impersonal("a count"))
    lease_until: Mapped[datetime | None] = mapped_column(info=impersonal("who works it now may until then"))
    done_at: Mapped[datetime | None] = mapped_column(index=True, info=impersonal("a moment"))
    dead_at: Mapped[datetime | None] = mapped_column(info=impersonal("a moment"))
    trouble: Mapped[str | None] = mapped_column(String(80), info=impersonal("the kind of the last error"))
    # Of few rows, so that whoever asks for them reads no others, and whoever writes the others pays nothing.
    __table_args__ = (
        Index(
            "ix_outbox_dead_at",
            "dead_at",
            sqlite_where=text("dead_at is not null"),
            postgresql_where=text("dead_at is not null"),
        ),
    )

    @property
    def is_refused(self) -> bool:
        """Whether it was refused for good, rather than given up."""
        return self.dead_at is not None and (self.trouble or "").startswith(REFUSED)


class LeaseLost(Exception):
    """Somebody else works, or has worked, what this process took too long for."""


class Postponed(Exception):
    """A handler asks to be called again later; no attempt is counted."""

    def __init__(self, until: datetime) -> None:
        self.until = until


class RefusedForGood(Exception):
    """Trying again is of no use: whoever would have had to take it has said no, and not "later".

    Args:
        code: what they said, in a word.
    """

    def __init__(self, code: str) -> None:
        self.code = code


@dataclass(frozen=True, slots=True)
class Claimed:
    """A row this process has the lease of."""

    id: UUID
    kind: str
    payload: dict[str, str]
    attempts: int


def put(
    kind: str, payload: Mapping[str, object], *, key: str, owner: UUID | None = None, due: datetime | None = None
) -> None:
    """Add a row to the act at work. The same key twice is the same thing to do, once.

    Args:
        kind: which handler works it, as a room's manifest names it.
        payload: the ids it is worked from, by the names of the handler's parameters; nothing a person wrote.
        key: what makes it this thing to do and no other, at most 120 characters; also known once it is done.
        owner: whose key it hangs on; the row goes when that key is destroyed.
        due: when it is worked, in UTC; at once, with the workers woken, when it is missing.

    Raises:
        LookupError: nobody handles this kind.
    """
    if session().scalar(select(OutboxItem.id).where(OutboxItem.key == key)) is None:
        add_new(kind, payload, key=key, owner=owner, due=due)


def add_new(
    kind: str, payload: Mapping[str, object], *, key: str, owner: UUID | None = None, due: datetime | None = None
) -> None:
    """As `put`, for a key that cannot have been used because its row is made in this very act.

    Raises:
        LookupError: nobody handles this kind.
    """
    if not installation().house.has_handler(kind):
        raise LookupError(kind)
    names = {name: str(value) for name, value in payload.items()}
    add_row(
        OutboxItem,
        id=new_id(),
        kind=kind,
        payload=names,
        key=key,
        owner=owner,
        attempts=0,
        due_at=due or clock.now(),
        lease_until=None,
        done_at=None,
        dead_at=None,
        trouble=None,
    )
    if due is None:
        after_commit(installation().wake_workers)


@action
def claim(most: int = BATCH) -> list[Claimed]:
    """Take the lease of what is due, oldest first; two workers never get the same row."""
    now = clock.now()
    free = or_(OutboxItem.lease_until.is_(None), OutboxItem.lease_until <= now)
    due = select(OutboxItem.id).where(OutboxItem.due_at <= now, free).order_by(OutboxItem.due_at).limit(most)
    taken = session().execute(
        update(OutboxItem)
        .where(OutboxItem.id.in_(due.with_for_update(skip_locked=True).scalar_subquery()))
        .values(lease_until=now + LEASE, attempts=OutboxItem.attempts + 1)
        .returning(OutboxItem.id, OutboxItem.kind, OutboxItem.payload, OutboxItem.attempts)
        .execution_options(synchronize_session=False)
    )
    return sorted((Claimed(*row) for row in taken), key=lambda item: item.id)


def drain(seconds: float = 8.0) -> int:
    """Work what is due until nothing is, or the time is up; answers how many rows were worked."""
    ends, worked = time.monotonic() + seconds, 0
    while time.monotonic() < ends and (batch := claim()):
        # What is begun late could outlive its lease, and be done by two: it is left for whoever comes next.
        begin_until = time.monotonic() + LEASE.total_seconds() / 2
        for item in batch:
            if time.monotonic() < begin_until:
                work(item)
                worked += 1
    return worked


def work(item: Claimed) -> None:
    """Work one row; its trouble never reaches its neighbours."""
    try:
        handler = installation().house.handler(item.kind)
        if handler.is_act:
            _together(handler, item)
        else:
            handler.call(**item.payload)
            _finish(item)
    except LeaseLost:
        log.info("outbox row %s (%s) was worked by somebody else", item.id, item.kind)
    except Postponed as wish:
        _again(item, wish.until, "", counted=False)
    except RefusedForGood as refusal:
        _end(item, f"{REFUSED}{refusal.code}")
    except Exception as trouble:  # noqa: BLE001 - whatever it is, it is recorded on the row and tried again
        kind, where = type(trouble).__name__, innermost_of_ours(trouble)
        log.warning("outbox row %s (%s) failed: %s at %s", item.id, item.kind, kind, where)
        _fail(item, type(trouble).__name__)


@action
def _together(handler: Handler, item: Claimed) -> None:
    # First of all: whoever comes too late waits here for the other's commit, and then has nothing to do any more.
    if not _finish(item):
        raise LeaseLost
    handler.call(**item.payload)


@action
def _finish(item: Claimed) -> bool:
    done = {"done_at": clock.now(), "due_at": None, "lease_until": None, "trouble": None}
    return bool(session().execute(_still_ours(item).values(done)).rowcount)  # type: ignore[attr-defined]


def _still_ours(item: Claimed) -> Update:
    """The row, unless it is done or somebody else has claimed it since."""
    same = OutboxItem.id == item.id, OutboxItem.attempts == item.attempts, OutboxItem.done_at.is_(None)
    return update(OutboxItem).where(*same)


def _fail(item: Claimed, trouble: str) -> None:
    pause = pause_after(item.attempts - 1, FIRST_PAUSE, LONGEST_PAUSE)
    _again(item, clock.now() + pause * random.uniform(0.8, 1.2), trouble, counted=True)  # noqa: S311 - jitter


@action
def _again(item: Claimed, due: datetime, trouble: str, *, counted: bool) -> None:
    dead = counted and item.attempts >= MOST_ATTEMPTS
    changed: dict[str, Any] = {"lease_until": None, "trouble": trouble[:80] or None}
    changed |= {"dead_at": clock.now(), "due_at": None} if dead else {"due_at": due}
    if not counted:
        changed["attempts"] = item.attempts - 1
    session().execute(_still_ours(item).values(changed))


@action
def _end(item: Claimed, trouble: str) -> None:
    ended = {"dead_at": clock.now(), "due_at": None, "lease_until": None, "trouble": trouble[:80]}
    session().execute(_still_ours(item).values(ended))


@action
def prune() -> int:
    """Forget what was done more than a day ago; answers how many rows went."""
    old = delete(OutboxItem).where(OutboxItem.done_at <= clock.now() - DONE_ROWS_KEPT)
    return session().execute(old).rowcount  # type: ignore[attr-defined, no-any-return]
