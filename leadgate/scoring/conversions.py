"""Which motivations of an asset convert: of those who came for a reason from a source, how many did what afterwards."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import func, select

from leadgate.assets.queries import confirmed_of
from leadgate.attributes.activities import Activity, declared
from leadgate.foundation.db import session
from leadgate.statistics.disclosure import hidden_of_table
from leadgate.statistics.intervals import share

NONE = ""
Cell = tuple[str, str]
"""A source and a motivation."""


@dataclass
class Counts:
    """How many came, and how many of them did what afterwards, by source and motivation."""

    came: dict[Cell, int] = field(default_factory=lambda: defaultdict(int))
    did: dict[str, dict[Cell, int]] = field(default_factory=lambda: defaultdict(lambda: defaultdict(int)))


def count(asset: UUID) -> Counts:
    """Count those who confirmed, in batches; what somebody did before they came does not count."""
    counts = Counts()
    for rows in confirmed_of(asset):
        people = [row.person_id for row in rows]
        times = {one.name: _last_times(one, people) for one in declared()}
        for row in rows:
            cell = (row.said.get("source", NONE), row.said.get("motivation", NONE))
            counts.came[cell] += 1
            for name, last in times.items():
                counts.did[name][cell] += row.person_id in last and last[row.person_id] >= row.granted_at
    return counts


def _last_times(occasion: Activity, people: Sequence[UUID]) -> dict[UUID, datetime]:
    every = occasion.came(None).subquery()
    last = select(every.c.person_id, func.max(every.c.at)).where(every.c.person_id.in_(people))
    return dict(session().execute(last.group_by(every.c.person_id)).all())


def figures_of(counts: Counts) -> dict[str, Any]:
    """What can be shown: a table per occasion, with small cells and those that would tell them hidden."""
    sources = sorted({source for source, _ in counts.came})
    reasons = sorted({reason for _, reason in counts.came})
    came = [[counts.came.get((source, reason), 0) for reason in reasons] for source in sources]
    few = hidden_of_table(came)
    tables = {
        name: _table(came, [[did.get((source, reason), 0) for reason in reasons] for source in sources], few)
        for name, did in counts.did.items()
    }
    people = [[None if gone else one for one, gone in zip(*row, strict=True)] for row in zip(came, few, strict=True)]
    return {"sources": sources, "motivations": reasons, "people": people, "did": tables}


def _table(
    came: Sequence[Sequence[int]], did: Sequence[Sequence[int]], few: Sequence[Sequence[bool]]
) -> list[list[list[float] | None]]:
    """The share of each cell with its interval; None where few did it, few did not, or either could be worked out."""
    rest = [[all_ - hits for all_, hits in zip(*row, strict=True)] for row in zip(came, did, strict=True)]
    hidden = [
        [any(gone) for gone in zip(*rows, strict=True)]
        for rows in zip(few, hidden_of_table(did), hidden_of_table(rest), strict=True)
    ]
    return [
        [None if gone or not people else share(hits, people).plain() for people, hits, gone in zip(*row, strict=True)]
        for row in zip(came, did, hidden, strict=True)
    ]
