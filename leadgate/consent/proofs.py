"""What proves that many people agree to a purpose now: since when, to which wording, by which entry of the ledger."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select

from leadgate.consent.models import ConsentState, Notice, Purpose
from leadgate.consent.queries import YES
from leadgate.foundation.db import run, session
from leadgate.ledger import queries as ledger


@dataclass(frozen=True, slots=True)
class ConsentProof:
    """How one person came to agree.

    Args:
        since: when they said so, in UTC.
        wording: the version they said it to, and its language; empty where it is none of this purpose's.
        entry: of the ledger, which the receipt is about.
        leaf: its hash in the tree (RFC 6962), hexadecimal; empty while it waits to be sealed.
    """

    since: datetime
    wording: str
    entry: UUID
    leaf: str


def proofs_of(purpose: UUID, people: Collection[UUID]) -> dict[UUID, ConsentProof]:
    """The proof for each of these people who agrees now, in two statements.

    Args:
        purpose: the purpose's id.
        people: their ids.
    """
    worded = select(Notice.sha256, Notice.version, Notice.language).where(Notice.purpose_id == purpose)
    words = {sha256: f"{version} ({language})" for sha256, version, language in session().execute(worded)}
    proven = (ledger.wording_in(ConsentState.entry), ledger.leaf_in(ConsentState.entry))
    mine = select(ConsentState.person_id, ConsentState.since, ConsentState.entry, *proven)
    mine = mine.where(ConsentState.purpose_id == purpose, ConsentState.person_id.in_(people))
    rows: Iterable[Any] = run(mine.where(ConsentState.state.in_(YES)), {})
    return {
        person: ConsentProof(since, words.get(notice, ""), entry, leaf.hex() if leaf else "")
        for person, since, entry, notice, leaf in rows
    }


def said_to(purpose: UUID, people: Collection[UUID]) -> dict[UUID, bool]:
    """Whether those of some people who were ever asked for a purpose say yes to it now.

    Args:
        purpose: the purpose's id.
        people: their ids; who was never asked is left out.
    """
    said = select(ConsentState.person_id, ConsentState.state).where(ConsentState.purpose_id == purpose)
    rows = session().execute(said.where(ConsentState.person_id.in_(people)))
    return {person: state in YES for person, state in rows}


def entry_of(purpose: UUID, person: UUID) -> UUID | None:
    """The entry by which a person agrees to a purpose now; None where they do not.

    Args:
        purpose: the purpose's id.
        person: the person's id.
    """
    found = proofs_of(purpose, [person]).get(person)
    return found.entry if found else None


def wordings() -> Iterator[dict[str, object]]:
    """Every wording a purpose ever had, oldest first, as it stands in what is handed out."""
    for notice, slug in session().execute(select(Notice, Purpose.slug).join(Purpose).order_by(Notice.id)):
        shown = {"purpose": slug, "version": notice.version, "language": notice.language}
        yield shown | {"title": notice.title, "text": notice.text, "sha256": notice.sha256}
