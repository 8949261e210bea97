"""Reading all responses of a survey for its report: opened in batches, counted by question, and let go."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import Any
from uuid import UUID

from msgspec import Raw, json

from leadgate.coding.types import OpenAnswer
from leadgate.foundation.local_time import day_of
from leadgate.questions.kinds import LongText, ShortText
from leadgate.survey_analysis.tallies import ASKED, IMPORTED, UNKNOWN, Answers
from leadgate.survey_reports.cohort import Cohort
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
    passed: Counter[str] = field(default_factory=Counter)
    """How many sent each question, finished or not."""
    answered: Counter[str] = field(default_factory=Counter)
    """How many of those answered it."""
    begun: int = 0
    imported: int = 0
    """How many were never asked here; how far people came is not told of them."""


def gather(survey: UUID, asked: Merged, cohort: Cohort, *, is_anonymous: bool) -> Gathered:
    """Read every response of a survey: of those who finished only whom its report counts.

    Args:
        survey: its id.
        asked: its questions.
        cohort: whom it counts, and with which codes.
        is_anonymous: whether it keeps days (in UTC) instead of moments.
    """
    texts = {key for key, item in asked.items.items() if isinstance(item, ShortText | LongText)}
    found, passed, answered = Gathered(), Counter[tuple[str, ...]](), Counter[tuple[str, ...]]()
    for row, held in unread_responses_of(survey):
        is_finished, mark = row.state == ResponseState.FINISHED, cohort.mark(row.id)
        if is_finished and mark not in cohort.counted:
            continue
        is_imported = row.import_id is not None
        if is_imported:
            found.imported += 1
        else:
            found.begun += 1
            passed[held.passed] += 1
            answered[tuple(held.answers)] += 1
        if not is_finished:
            continue
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
    found.passed, found.answered = (_by_question(counts, asked) for counts in (passed, answered))
    return found


def _copy_of(answers: Mapping[str, Raw]) -> int:
    """A number for all that somebody said; 0 for few answers, which many give alike."""
    if len(answers) < FEWEST_ALIKE:
        return 0
    whole = b"".join(key.encode() + bytes(answers[key]) for key in sorted(answers))
    return int.from_bytes(blake2b(whole, digest_size=8).digest(), signed=True)


def _by_question(counts: Counter[tuple[str, ...]], asked: Merged) -> Counter[str]:
    """How many are in each question, of those who are in all of these at once."""
    found = Counter[str]()
    for keys, count in counts.items():
        found.update(dict.fromkeys(asked.items.keys() & set(keys), count))
    return found
