"""Reading all responses of a survey for its report: opened in batches, counted by question, and let go."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import Any
from uuid import UUID

from msgspec import Raw, json

from leadgate.coding.types import OpenAnswer
from leadgate.foundation.local_time import day_of
from leadgate.questions.kinds import LongText, ShortText
from leadgate.statistics.tallies import ASKED, IMPORTED, UNKNOWN, Answers
from leadgate.survey_reports.cohort import Cohort
from leadgate.survey_reports.unfinished import Mark, Unfinished, furthest
from leadgate.surveys.merging import Merged
from leadgate.surveys.responses import unread_responses_of
from leadgate.surveys.types import ResponseState

FEWEST_ALIKE = 6
"""Two who gave so many answers alike are a hint."""
UNCODED = ""
"""What stands in a column for an answer in words nobody has coded; a coded one is its codes. No word is kept."""


@dataclass
class Gathered:
    """What a report is made of."""

    finished: Answers = field(default_factory=Answers)
    wordings: dict[str, OpenAnswer] = field(default_factory=lambda: defaultdict(OpenAnswer))
    after: dict[str, set[Mark]] = field(default_factory=lambda: defaultdict(set))
    """Who broke off, by the question they sent last; of what they said nothing is read."""
    turned_away: set[Mark] = field(default_factory=set)
    imported: int = 0
    """How many were never asked here; how far people came is not told of them."""

    @property
    def unfinished(self) -> Unfinished:
        """Who has not finished."""
        return Unfinished({key: frozenset(one) for key, one in self.after.items()}, frozenset(self.turned_away))


def gather(survey: UUID, asked: Merged, cohort: Cohort, *, is_anonymous: bool) -> Gathered:
    """Read every response of a survey: of those who finished only whom its report counts.

    Args:
        survey: its id.
        asked: its questions.
        cohort: whom it counts, and with which codes.
        is_anonymous: whether it keeps days (in UTC) instead of moments.
    """
    texts = {key for key, item in asked.items.items() if isinstance(item, ShortText | LongText)}
    found, places = Gathered(), {key: at for at, key in enumerate(asked.items)}
    for row, held in unread_responses_of(survey):
        mark = cohort.mark(row.id)
        if row.state == ResponseState.OPEN:
            found.after[furthest(held.passed, lambda key: places.get(key, -1))].add(mark)
        elif row.state == ResponseState.SCREENED_OUT:
            found.turned_away.add(mark)
        if row.state != ResponseState.FINISHED or mark not in cohort.counted:
            continue
        is_imported = row.import_id is not None
        found.imported += is_imported
        plain: dict[str, Any] = {key: one for key, one in held.answers.items() if key not in held.special}
        counted = {key: plain[key] for key in asked.counted.get(row.version, ()) if key in plain}
        for key in texts.intersection(counted):
            codes = cohort.codes.get(key, {}).get(mark)
            found.wordings[key].add(json.decode(counted[key]), None if codes is None else frozenset(codes))
            counted[key] = UNCODED if codes is None else list(codes)
        day = row.finished_at.date() if is_anonymous or is_imported else day_of(row.finished_at)
        seconds = UNKNOWN if is_anonymous or is_imported else int((row.finished_at - row.began_at).total_seconds())
        about = (day, row.language, row.source, row.version)
        copy, origin = _copy_of(held.answers), IMPORTED if is_imported else ASKED
        found.finished.add(asked.items, counted, *about, seconds=seconds, copy=copy, origin=origin)
    return found


def _copy_of(answers: Mapping[str, Raw]) -> int:
    """A number for all that somebody said; 0 for few answers, which many give alike."""
    if len(answers) < FEWEST_ALIKE:
        return 0
    whole = b"".join(key.encode() + bytes(answers[key]) for key in sorted(answers))
    return int.from_bytes(blake2b(whole, digest_size=8).digest(), signed=True)
