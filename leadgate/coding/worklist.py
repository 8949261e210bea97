"""Coding answers in the studio: the codebook, some answers that wait, and what the words of each suggest."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from typing import Any
from uuid import UUID

from sqlalchemy import Select

from leadgate.coding import queries as coded
from leadgate.coding.actions import coding
from leadgate.coding.errors import NoOpenQuestion, NoSuchCode
from leadgate.coding.models import SurveyCode
from leadgate.coding.readable import ReadableAnswers
from leadgate.coding.suggesting import Suggestion, suggested
from leadgate.foundation import languages
from leadgate.foundation.db import session
from leadgate.foundation.installation import installation
from leadgate.questions.kinds import LongText, ShortText, said
from leadgate.surveys.merging import asked
from leadgate.surveys.queries import published_survey
from leadgate.surveys.responses import is_among
from leadgate.surveys.types import SurveyRow

A_PAGE, LOOKED_AT = 8, 2_000
"""So many answers stand on a page, found among so many responses."""


@dataclass(frozen=True, slots=True)
class UncodedAnswer:
    """An answer to be coded."""

    name: str
    """What the page calls it."""
    text: str
    language: str
    given: frozenset[str]
    """What this coder gave it before."""
    suggestions: Sequence[Suggestion]

    def is_suggested(self, code: UUID) -> bool:
        """Whether its words speak for a code."""
        return any(one.code == code for one in self.suggestions)


@dataclass(frozen=True)
class WordsPage:
    """One question in words, and one coder."""

    survey: SurveyRow
    question: str
    coder: UUID
    again: bool

    @property
    def title(self) -> str:
        """The question."""
        return said(asked(self.survey.id).items[self.question].label, languages.of_request())

    @cached_property
    def codes(self) -> Sequence[SurveyCode]:
        """The codebook."""
        return coded.codebook(self.survey.id, self.question)

    @cached_property
    def names(self) -> Mapping[UUID, str]:
        """What each code is called."""
        return {one.id: one.name for one in self.codes}

    @cached_property
    def figures(self) -> dict[str, Any]:
        """What reports say about the question, where there are reports."""
        figures = installation().house.answer("coding.figures")
        return dict(figures(self.survey.id, self.question)) if figures else {}

    @property
    def words(self) -> Sequence[dict[str, Any]]:
        """Words many used, with by how many."""
        return list(self.figures.get("words", ()))

    def agreement(self, code: SurveyCode) -> float | None:
        """How far coders agree on a code."""
        return dict(self.figures.get("alpha", {})).get(str(code.id))

    @cached_property
    def has_own(self) -> bool:
        """Whether this coder decided about any answer."""
        return session().scalar(self._own.limit(1)) is not None

    @property
    def _own(self) -> Select[UUID]:
        return coded.decided_by(self.coder, self.survey.id, self.question)

    @cached_property
    def waiting(self) -> list[UncodedAnswer]:
        """Answers this coder has not decided about, or has, where they want to look again."""
        known = is_among(self._own) if self.again else ~is_among(self._own)
        codes = coded.suggestible(self.codes)
        found = (
            UncodedAnswer(
                self.readable.name(row.id),
                text,
                row.language,
                coded.given_by(self.coder, self.question, row.id),
                suggested(text, codes),
            )
            for row, held in islice(self.readable.answers(known), LOOKED_AT)
            if isinstance(text := held.plain.get(self.question), str)
        )
        return list(islice(found, A_PAGE))

    @cached_property
    def readable(self) -> ReadableAnswers:
        """The answers that may be read."""
        return ReadableAnswers(self.survey.id, self.question)

    @property
    def is_anonymous(self) -> bool:
        """Whether nobody may know what one of them said, so that codes are counted together."""
        return self.readable.counted is not None

    @property
    def waits_for_figures(self) -> bool:
        """Whether it is anonymous and has no figures yet, so that nothing can be read."""
        return self.readable.counted is not None and not self.readable.counted


def page_of(survey_id: UUID, question: str, coder: UUID, *, again: bool) -> WordsPage:
    """A question in words to be coded.

    Raises:
        NoSuchSurvey, NoOpenQuestion
    """
    survey = published_survey(survey_id)
    if not isinstance(asked(survey_id).items.get(question), ShortText | LongText):
        raise NoOpenQuestion
    return WordsPage(survey, question, coder, again)


def decide(page: WordsPage, sent: Any) -> int:
    """Note what was ticked beside each answer that was shown."""
    shown = page.readable.named(sent.getlist("answer"))
    given = {response: sent.getlist(f"codes.{name}") for name, response in shown.items()}
    return coding.decide(page.survey.id, page.question, given, by=page.coder)


def code_of(page: WordsPage, code: UUID) -> SurveyCode:
    """A code of this question.

    Raises:
        NoSuchCode
    """
    found = next((one for one in page.codes if one.id == code), None)
    if found is None:
        raise NoSuchCode
    return found
