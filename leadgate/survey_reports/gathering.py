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
from leadgate.survey_cohorts.cohort import Cohort
from leadgate.survey_cohorts.edition import Codes
from leadgate.survey_cohorts.unfinished import Mark, Unfinished, furthest
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

    in_words: frozenset[str] = frozenset()
    """The questions that are answered in words."""
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
    in_words = frozenset(key for key, item in asked.items.items() if isinstance(item, ShortText | LongText))
    found, places = Gathered(in_words), {key: at for at, key in enumerate(asked.items)}
    if (cohort.edition.members, cohort.edition.codes) == (cohort.counted, cohort.codes):
        found.edition = found.finished
    for row, held in unread_responses_of(survey):
        mark = cohort.mark(row.id)
        if row.state == ResponseState.OPEN:
            found.after[furthest(held.passed, lambda key: places.get(key, -1))].add(mark)
        elif row.state == ResponseState.SCREENED_OUT:
            found.turned_away.add(mark)
        elif mark in cohort.counted:
            _count(found, asked, cohort, mark, row, held, is_anonymous=is_anonymous)
    if len(cohort.batches) > 1:
        _move_days(found.edition)
    return found


def _move_days(answers: Answers) -> None:
    # It takes numbers of many at once, which weigh more than a web process should carry.
    from leadgate.statistics.beside_reports import days_beside_reports

    answers.on(days_beside_reports([answers.days.values[at] for at in answers.days.places], answers.reports))


def _count(
    found: Gathered, asked: Merged, cohort: Cohort, mark: Mark, row: Any, held: Any, *, is_anonymous: bool
) -> None:
    """Count a response among all who finished, and among those whom figures of groups count."""
    found.imported += row.import_id is not None
    plain: dict[str, Any] = {key: one for key, one in held.answers.items() if key not in held.special}
    counted = {key: plain[key] for key in asked.counted.get(row.version, ()) if key in plain}
    words = found.in_words.intersection(counted)
    for key in words:
        found.wordings[key].add(json.decode(counted[key]), _codes_of(cohort.codes, key, mark))
    about = _about(row, _copy_of(held.answers), is_anonymous=is_anonymous) | {"report": cohort.reports[mark]}
    sets = [(found.finished, cohort.codes)]
    if found.edition is not found.finished and mark in cohort.edition.members:
        sets.append((found.edition, cohort.edition.codes))
    for answers, codes in sets:
        answers.add(asked.items, counted | {key: _coded(codes, key, mark) for key in words}, **about)


def _codes_of(codes: Mapping[str, Codes], question: str, mark: Mark) -> frozenset[str] | None:
    given = codes.get(question, {}).get(mark)
    return None if given is None else frozenset(given)


def _coded(codes: Mapping[str, Codes], question: str, mark: Mark) -> str | list[str]:
    given = codes.get(question, {}).get(mark)
    return UNCODED if given is None else list(given)


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
