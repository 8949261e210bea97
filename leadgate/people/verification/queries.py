"""Reading verifications: as pages and letters may know them."""

from collections.abc import Sequence, Set
from dataclasses import dataclass, field
from datetime import timedelta
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import Executable, bindparam, func, select
from sqlalchemy.engine import CursorResult

from leadgate.foundation import clock
from leadgate.foundation.db import run, session
from leadgate.foundation.installation import installation
from leadgate.foundation.keys.errors import KeyDestroyed
from leadgate.foundation.mail.addresses import MailAddress, parsed
from leadgate.people import queries as people
from leadgate.people.verification.models import Verification
from leadgate.people.verification.types import FormAnswers, Seen, VerificationKind

SEEN = (
    *(Verification.id, Verification.subject_id, Verification.about, Verification.language, Verification.for_guardian),
    *(Verification.made_at, Verification.expires_at, Verification.confirmed_at),
)


def is_named(kind: VerificationKind) -> tuple[Any, ...]:
    """The condition by which a link of this kind finds its row: `kind`, `named`, and whose the index is."""
    if kind.own_key:
        return (Verification.kind == kind.word, Verification.id == bindparam("named"))
    about = Verification.about == bindparam("named")
    return (Verification.kind == kind.word, about, Verification.subject_id != Verification.id)


@cache
def _seen(kind: VerificationKind) -> Executable:
    return select(*SEEN).where(*is_named(kind))


_WITH_ID = select(*SEEN).where(Verification.id == bindparam("named"), Verification.kind == bindparam("kind"))


def seen(kind: VerificationKind, named: UUID) -> Seen | None:
    """What a link names, while it waits in time or once it is proven; None otherwise.

    Args:
        kind: of the link.
        named: the id of a verification, or of what it is about, where its kind has no key of its own.
    """
    return _in_time(run(_seen(kind), {"named": named}))


def with_id(kind: VerificationKind, verification: UUID) -> Seen | None:
    """A verification while it waits in time; None otherwise.

    Args:
        kind: whose verification it has to be.
        verification: its own id.
    """
    found = _in_time(run(_WITH_ID, {"named": verification, "kind": kind.word}))
    return found if found and found.confirmed_at is None else None


IN_THE_BROWSER_THAT_ASKED, LEADS_ON = ("mail-link", "mail-code"), timedelta(hours=1)


def proven_where_asked(kind: VerificationKind, verification: UUID, about: UUID) -> Seen | None:
    """A verification that was proven in the browser that asked; None while it waits, or when it was proven elsewhere.

    Whoever typed somebody else's address learns nothing of what they did with the letter, and whoever uses the browser
    an hour later nothing of what was asked for in it.

    Args:
        kind: whose verification it has to be.
        verification: its own id.
        about: what it has to be about.
    """
    mine = (Verification.id == verification, Verification.kind == kind.word, Verification.about == about)
    just_now = Verification.confirmed_at > clock.now() - LEADS_ON
    proven = select(*SEEN).where(*mine, just_now, Verification.method.in_(IN_THE_BROWSER_THAT_ASKED))
    found = session().execute(proven).one_or_none()
    return Seen(*found) if found else None


def _in_time(rows: CursorResult[Any]) -> Seen | None:
    found = rows.one_or_none()
    if found is None or (found.confirmed_at is None and found.expires_at <= clock.now()):
        return None
    return Seen(*tuple(found))


def count_waiting(about: UUID) -> int:
    """How many wait in time to be proven about one thing."""
    mine = (Verification.about == about, Verification.confirmed_at.is_(None))
    count = select(func.count(Verification.id)).where(*mine, Verification.expires_at > clock.now())
    return session().scalar(count) or 0


def waiting(kind: VerificationKind, named: UUID) -> Seen | None:
    """As `seen`, only while it waits."""
    found = seen(kind, named)
    return found if found and found.confirmed_at is None else None


def waiting_about(kind: VerificationKind, ids: Sequence[UUID]) -> Set[UUID]:
    """What those of some verifications are about that still wait.

    Args:
        kind: of the verifications.
        ids: of those that are looked at.
    """
    of_kind = select(Verification.about).where(Verification.id.in_(ids), Verification.kind == kind.word)
    wait = of_kind.where(Verification.confirmed_at.is_(None), Verification.expires_at > clock.now())
    return set(session().scalars(wait))


def those_about(kind: VerificationKind, ids: Sequence[UUID], about: UUID) -> list[UUID]:
    """Of some verifications those that are about one thing, the newest first.

    Args:
        kind: of the verifications.
        ids: of those that are looked at.
        about: what they are about.

    Returns:
        Their ids.
    """
    mine = select(Verification.id).where(Verification.id.in_(ids), Verification.kind == kind.word)
    return list(session().scalars(mine.where(Verification.about == about).order_by(Verification.id.desc())))


def address_of(verification: UUID) -> str:
    """The address that is to be proven, as typed; that of its person, where they are known already.

    Raises:
        KeyDestroyed: it is gone, or has been proven.
    """
    row = session().get(Verification, verification)
    if row is None or row.confirmed_at:
        raise KeyDestroyed
    if row.address is None:
        return people.address_of(row.subject_id)
    return installation().vault.key_of(row.subject_id).open(Verification.address, row.id, row.address)


def payload_of(verification: UUID) -> str:
    """What was typed beside the address.

    Raises:
        KeyDestroyed: it is gone, or has been proven.
    """
    row = session().get(Verification, verification)
    if row is None or row.payload is None:
        raise KeyDestroyed
    return installation().vault.key_of(row.subject_id).open(Verification.payload, row.id, row.payload)


@dataclass(frozen=True, slots=True)
class OnForm:
    """What stood on the form beside what was asked for.

    Args:
        ticked: what was said yes to, and is asked about; each has `slug`, `title`, `text` and `language`.
        agreed: the same of what whoever has the address said yes to before.
        typed: labels and texts.
        can_leave_out_typed: whether what was asked for can be had without what was typed.
    """

    ticked: list[Any] = field(default_factory=list)
    agreed: list[Any] = field(default_factory=list)
    typed: list[tuple[str, str]] = field(default_factory=list)
    can_leave_out_typed: bool = False

    @property
    def is_choice(self) -> bool:
        """Whether there is anything to say yes or no to."""
        return bool(self.ticked) or self.can_leave_out_typed


def on_form(kind: VerificationKind, row: Seen) -> OnForm:
    """What stood on the form of a request, while it waits.

    Args:
        kind: of the verification.
        row: as it was read.
    """
    answers = _answers(kind, row)
    if answers is None:
        return OnForm()
    payload = payload_of(row.id)
    ticked = answers.ticked(payload)
    agreed = _agreed(answers, row, ticked)
    asked = [one for one in ticked if one not in agreed]
    typed = kind.call(kind.typed, payload, row.about) if kind.typed else []
    return OnForm(asked, agreed, typed, answers.can_leave_out_typed(payload))


def _agreed(answers: FormAnswers, row: Seen, ticked: list[Any]) -> list[Any]:
    """What whoever has the address agreed to before; only who reads the mailbox is told."""
    person = _known(row) if ticked else None
    return answers.agreed(person, ticked) if person else []


def has_it(kind: VerificationKind, row: Seen) -> bool:
    """Whether whoever has the address has what was asked for already, so that the rest is all that is asked.

    Args:
        kind: of the verification.
        row: as it was read.
    """
    person = _known(row) if kind.has and row.confirmed_at is None else None
    return bool(person and kind.call(kind.has, person, row.about))


def _known(row: Seen) -> UUID | None:
    index = session().scalar(select(Verification.address_index).where(Verification.id == row.id))
    return people.id_with(index) if index else None


def ticked(kind: VerificationKind, row: Seen) -> list[Any]:
    """Of `on_form` what is asked about: all that a letter names.

    Args:
        kind: of the verification.
        row: as it was read.

    Returns:
        As the kind's `answers` say, without what was said before; nothing where nothing waits.
    """
    answers = _answers(kind, row)
    found = answers.ticked(payload_of(row.id)) if answers else []
    agreed = _agreed(answers, row, found) if answers else []
    return [one for one in found if one not in agreed]


def _answers(kind: VerificationKind, row: Seen) -> FormAnswers | None:
    """How to read the form of a request that waits; None where there is nothing to decide."""
    return kind.answers if row.confirmed_at is None and not row.for_guardian else None


def mailbox(kind: VerificationKind, named: UUID) -> MailAddress | None:
    """Which mailbox was written to, for whoever asked just now in the browser at hand; None an hour later.

    Args:
        kind: of the verification.
        named: what a link of this kind would name.
    """
    found = waiting(kind, named)
    try:
        return parsed(address_of(found.id)) if found and found.made_at > clock.now() - LEADS_ON else None
    except KeyDestroyed:
        return None
