"""Words of respondents that may be shown: of those who agree to be quoted now, and nothing that was sensitive."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from leadgate.coding.queries import with_code
from leadgate.consent.queries import who_agree
from leadgate.surveys.responses import is_among, is_by, is_finished, responses_of
from leadgate.surveys.types import SurveyRow

MOST, LOOKED_AT = 3, 60
"""So many quotes are shown, found among so many responses."""


@dataclass(frozen=True, slots=True)
class Quote:
    """What somebody wrote, and in which language."""

    text: str
    language: str


def quotes_of(survey: SurveyRow, question: str, code: str = "") -> list[Quote]:
    """A few answers to a question (with a code) whose authors agree to be quoted at this moment."""
    return list(islice(_quotes(survey, question, code), MOST))


def _quotes(survey: SurveyRow, question: str, code: str) -> Iterator[Quote]:
    may = [is_by(who_agree(survey.quoting_id)), is_finished()]
    if code:
        may.append(is_among(with_code(survey.id, question, code)))
    for row, held in islice(responses_of(survey.id, *may, batch=LOOKED_AT), LOOKED_AT):
        text = held.plain.get(question)
        if isinstance(text, str):
            yield Quote(text, row.language)
