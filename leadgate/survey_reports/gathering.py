"""Reading all responses of a survey for its report: opened in batches, counted by question, and let go."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
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
    edition: Answers = field(default_factory=Answers)
    """Of those whom figures of groups count; the same as of all who finished where they are the same."""
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
    sets = _sets(found, cohort)
    for row, held in unread_responses_of(survey):
        mark = cohort.mark(row.id)
        if row.state == ResponseState.OPEN:
            found.after[furthest(held.passed, lambda key: places.get(key, -1))].add(mark)
        elif row.state == ResponseState.SCREENED_OUT:
            found.turned_away.add(mark)
        if row.state != ResponseState.FINISHED or mark not in cohort.counted:
            continue
        found.imported += row.import_id is not None
        plain: dict[str, Any] = {key: one for key, one in held.answers.items() if key not in held.special}
        counted = {key: plain[key] for key in asked.counted.get(row.version, ()) if key in plain}
        for key in texts.intersection(counted):
            codes = cohort.codes.get(key, {}).get(mark)
            found.wordings[key].add(json.decode(counted[key]), None if codes is None else frozenset(codes))
        about = _about(row, _copy_of(held.answers), is_anonymous=is_anonymous)
        for answers, members, codings in sets:
            if mark in members:
                coded = {key: _coded(codings.get(key, {}).get(mark)) for key in texts.intersection(counted)}
                answers.add(asked.items, counted | coded, **about)
    return found


def _sets(
    found: Gathered, cohort: Cohort
) -> list[tuple[Answers, frozenset[Mark], Mapping[str, Mapping[Mark, Sequence[str]]]]]:
    """Whom to count where: everybody, and whom figures of groups count; once where these are the same."""
    everybody, edition = (cohort.counted, cohort.codes), (cohort.edition.members, cohort.edition.codes)
    if everybody == edition:
        found.edition = found.finished
        return [(found.finished, *everybody)]
    return [(found.finished, *everybody), (found.edition, *edition)]


def _coded(codes: Sequence[str] | None) -> str | list[str]:
    return UNCODED if codes is None else list(codes)


def _about(row: Any, copy: int, *, is_anonymous: bool) -> dict[str, Any]:
    """What is known of a response without asking."""
    is_imported = row.import_id is not None
    hides_moment = is_anonymous or is_imported
    return {
        "at": row.finished_at.date() if hides_moment else day_of(row.finished_at),
        "language": row.language,
        "source": row.source,
        "version": row.version,
        "seconds": UNKNOWN if hides_moment else int((row.finished_at - row.began_at).total_seconds()),
        "copy": copy,
        "origin": IMPORTED if is_imported else ASKED,
    }


def _copy_of(answers: Mapping[str, Raw]) -> int:
    """A number for all that somebody said; 0 for few answers, which many give alike."""
    if len(answers) < FEWEST_ALIKE:
        return 0
    whole = b"".join(key.encode() + bytes(answers[key]) for key in sorted(answers))
    return int.from_bytes(blake2b(whole, digest_size=8).digest(), signed=True)
