"""Reading all responses of a survey for its report: opened in batches, counted by question, and let go."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from uuid import UUID

from leadgate.coding.queries import settled
from leadgate.coding.types import Decided, OpenAnswer
from leadgate.questions.kinds import LongText, ShortText
from leadgate.survey_reports.analysis.tallies import Answers
from leadgate.surveys.merging import Merged
from leadgate.surveys.responses import responses_of
from leadgate.surveys.types import ResponseState

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


def gather(survey: UUID, asked: Merged, decided: Decided) -> Gathered:
    """Read every response of a survey.

    Args:
        survey: its id.
        asked: its questions.
        decided: what coders decided about answers in words.
    """
    texts = {key for key, item in asked.items.items() if isinstance(item, ShortText | LongText)}
    found = Gathered()
    for row, held in responses_of(survey):
        answers = held.plain
        found.begun += 1
        found.passed.update(key for key in held.passed if key in asked.items)
        found.answered.update(key for key in held.answers if key in asked.items)
        if row.state != ResponseState.FINISHED:
            continue
        counted = {key: answers[key] for key in asked.counted.get(row.version, ()) if key in answers}
        for key in texts.intersection(counted):
            given = decided.get(row.id, {}).get(key)
            codes = settled(given) if given else None
            found.wordings[key].add(counted[key], codes)
            counted[key] = UNCODED if codes is None else sorted(codes)
        found.finished.add(asked.items, counted, row.finished_at, row.language, row.source)
    return found
