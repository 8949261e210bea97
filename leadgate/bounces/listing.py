"""The list of what came back, a page at a time: whose letter, why, and in the server's own words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import exists, select

from leadgate.bounces.models import LetterReturned, UnreachableReader
from leadgate.bounces.types import HeardBy, ReturnedKind
from leadgate.foundation.db import session
from leadgate.foundation.installation import installation
from leadgate.foundation.mail.answers import Undelivered
from leadgate.letters import queries as letters
from leadgate.people import queries as people

ON_A_PAGE = 50


@dataclass(frozen=True, slots=True)
class ReturnedLine:
    """Something that came back.

    Args:
        address: the reader's.
        letter: its name; empty where it is gone.
        said: by the mail server.
        is_unreachable: whether nothing is sent to them because of what came back.
    """

    id: UUID
    person_id: UUID
    address: str
    letter: str
    kind: ReturnedKind
    why: Undelivered
    said: str
    heard_by: HeardBy
    at: datetime
    is_unreachable: bool


def came_back(before: UUID | None = None) -> Sequence[ReturnedLine]:
    """What came back, the newest first.

    Args:
        before: go on behind this one; ids of what came later are larger.
    """
    unreachable = exists().where(UnreachableReader.person_id == LetterReturned.person_id)
    rows = select(LetterReturned, unreachable).order_by(LetterReturned.id.desc()).limit(ON_A_PAGE)
    found = session().execute(rows.where(LetterReturned.id < before) if before else rows).all()
    keys = installation().vault.keys_of([row.person_id for row, _unreachable in found])
    addresses = {one.id: people.address_in(keys[one.id], one.address) for one in people.people_of([*keys])}
    letter_ids = {row.letter_id for row, _unreachable in found}
    names = {one.id: one.name for one in letters.letters_of(letter_ids).values()}
    return [
        ReturnedLine(
            id=row.id,
            person_id=row.person_id,
            address=addresses[row.person_id],
            letter=names.get(row.letter_id, ""),
            kind=ReturnedKind(row.kind),
            why=Undelivered(row.why),
            said=keys[row.person_id].open(LetterReturned.said, row.id, row.said),
            heard_by=HeardBy(row.heard_by),
            at=row.at,
            is_unreachable=is_unreachable,
        )
        for row, is_unreachable in found
        if row.person_id in addresses
    ]
