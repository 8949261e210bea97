"""Reading all responses of a survey for its report: opened in batches, counted by question, and let go."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from uuid import UUID

from leadgate.coding.queries import settled
from leadgate.coding.types import Decided, OpenAnswer
from leadgate.questions.kinds import LongText, ShortText
from leadgate.statistics.disclosure import FEWEST
from leadgate.survey_reports.analysis.tallies import Answers
from leadgate.survey_reports.parts import belongs_to
from leadgate.surveys.merging import Merged
from leadgate.surveys.responses import responses_of
from leadgate.surveys.types import ResponseState

UNCODED = ""
"""What stands in a column for an answer in words nobody has coded; a coded one is its codes. No word is kept."""


@dataclass
class Gathered:
    """What a report is made of."""

    parts: dict[str, Answers]
    wordings: dict[str, OpenAnswer] = field(default_factory=lambda: defaultdict(OpenAnswer))
    passed: Counter[str] = field(default_factory=Counter)
    """How many sent each question, finished or not."""
    answered: Counter[str] = field(default_factory=Counter)
    """How many of those answered it."""
    languages: Counter[str] = field(default_factory=Counter)
    sources: Counter[str] = field(default_factory=Counter)
    begun: int = 0
    finished: int = 0

    def named(self) -> dict[str, list[str]]:
        """The languages and sources that enough people share to be looked at apart."""
        both = {"languages": self.languages, "sources": self.sources}
        return {name: sorted(one for one, count in given.items() if count >= FEWEST) for name, given in both.items()}


def gather(survey: UUID, asked: Merged, parts: Sequence[str], decided: Decided) -> Gathered:
    """Read every response of a survey.

    Args:
        survey: its id.
        asked: its questions.
        parts: those to count apart, as `parts.belongs_to` reads them.
        decided: what coders decided about answers in words.
    """
    texts = {key for key, item in asked.items.items() if isinstance(item, ShortText | LongText)}
    found = Gathered({part: Answers() for part in parts})
    for row, held in responses_of(survey):
        answers = held.plain
        found.begun += 1
        found.passed.update(key for key in held.passed if key in asked.items)
        found.answered.update(key for key in held.answers if key in asked.items)
        if row.state != ResponseState.FINISHED:
            continue
        found.finished += 1
        found.languages[row.language] += 1
        found.sources[row.source] += 1
        counted = {key: answers[key] for key in asked.counted.get(row.version, ()) if key in answers}
        for key in texts.intersection(counted):
            given = decided.get(row.id, {}).get(key)
            codes = settled(given) if given else None
            found.wordings[key].add(counted[key], codes)
            counted[key] = UNCODED if codes is None else sorted(codes)
        for part, columns in found.parts.items():
            if belongs_to(part, row, asked.items, counted):
                columns.add(asked.items, counted, row.finished_at)
    return found
