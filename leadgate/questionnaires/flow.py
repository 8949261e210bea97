"""Walking through a survey: which page comes next, which question is asked, how far somebody has come.

A way is worked out from the answers each time, so that an answer that is changed changes it, and what was answered on
a way no longer taken does not count.
"""

import random
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from leadgate.questionnaires.definition import END, Definition, Layout, Section
from leadgate.questions.conditions import Condition
from leadgate.questions.kinds import AnyItem

Answers = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class PagePart:
    """What of a page stands under one head: the section it is of, or nothing where that stood before, and questions."""

    section: Section | None
    items: tuple[AnyItem, ...]


@dataclass(frozen=True, slots=True)
class SurveyPage:
    """What stands on one page: its key, and its parts from top to bottom."""

    key: str
    parts: tuple[PagePart, ...]

    @property
    def items(self) -> tuple[AnyItem, ...]:
        """The questions it asks."""
        return tuple(item for part in self.parts for item in part.items)


@dataclass(frozen=True)
class Walk:
    """One respondent's way through one version of a survey."""

    survey: Definition
    answers: Answers
    passed: Collection[str]
    """Keys of the questions and sections they have had before them and sent."""
    seed: int

    @cached_property
    def pages(self) -> list[SurveyPage]:
        """The pages of their way, as the answers are now; what the link says comes with the first of them."""
        pages = self._asked_pages()
        unasked = tuple(item for item in self.survey.items.values() if not item.is_asked)
        if not pages or not unasked:
            return pages
        return [replace(pages[0], parts=(PagePart(None, unasked), *pages[0].parts)), *pages[1:]]

    def _asked_pages(self) -> list[SurveyPage]:
        parts = [PagePart(section, tuple(asked)) for section, asked in self._way()]
        if self.survey.layout is Layout.ALL:
            return [SurveyPage("all", tuple(parts))]
        if self.survey.layout is Layout.SECTION:
            return [SurveyPage(part.section.key, (part,)) for part in parts if part.section]
        return [page for part in parts for page in _one_by_one(part)]

    def _way(self) -> Iterator[tuple[Section, list[AnyItem]]]:
        """The sections they are led through, with the questions asked of them there."""
        at, places = 0, {one.key: number for number, one in enumerate(self.survey.sections)}
        valid: dict[str, Any] = {}
        while at < len(self.survey.sections):
            section, asked = self.survey.sections[at], []
            for item in section.questions:
                if self._all_hold(item.only_if, valid):
                    asked += [item] if item.is_asked else []
                    valid |= {item.key: self.answers[item.key]} if item.key in self.answers else {}
            if asked or section.text:
                yield section, self._mixed(section, asked)
            to = next((one.to for one in section.leads if self._all_hold(one.when, valid)), None)
            at = len(self.survey.sections) if to == END else places[to] if to else at + 1

    def _mixed(self, section: Section, asked: list[AnyItem]) -> list[AnyItem]:
        if section.shuffle:
            random.Random(f"{self.seed}/{section.key}").shuffle(asked)  # noqa: S311 - an order, not a secret
        return asked

    def _all_hold(self, conditions: Collection[Condition], valid: Answers) -> bool:
        return all(one.holds(self.survey.items, valid) for one in conditions)

    def page(self, key: str) -> SurveyPage | None:
        """The page of that key, if it is on their way."""
        return next((one for one in self.pages if one.key == key), None)

    def next_page(self) -> SurveyPage | None:
        """The first page with something they have not had before them; None at the end."""
        return next((page for page in self.pages if not self._is_passed(page)), None)

    def before(self, key: str) -> SurveyPage | None:
        """The page before the one of that key."""
        last = None
        for page in self.pages:
            if page.key == key:
                return last
            last = page
        return None

    def is_last(self, page: SurveyPage) -> bool:
        """Whether this page is the last, as the answers are by now."""
        return self.pages[-1].key == page.key

    def is_the_end(self, page: SurveyPage) -> bool:
        """Whether nothing can follow a page, whatever is answered on it: no condition is about what it asks."""
        asked = {item.key for item in page.items}
        sections = self.survey.sections
        decide = [one for section in sections for item in section.questions for one in item.only_if]
        decide += [one for section in sections for lead in section.leads for one in lead.when]
        return self.is_last(page) and not any(one.question in asked for one in decide)

    def _is_passed(self, page: SurveyPage) -> bool:
        names = [item.key for item in page.items] or [page.key]
        return all(name in self.passed for name in names)

    @property
    def reached(self) -> set[str]:
        """The keys of the questions on their way; answers to others do not count."""
        return {item.key for page in self.pages for item in page.items}

    @property
    def progress(self) -> float:
        """How much of the way lies behind them, from 0 to 1."""
        asked = self.reached
        return len(asked.intersection(self.passed)) / len(asked) if asked else 1.0


def _one_by_one(part: PagePart) -> Iterator[SurveyPage]:
    """A page for each question of a section, its head on the first; one that only has a text is a page, too."""
    if part.section and not part.items:
        yield SurveyPage(part.section.key, (part,))
    for at, item in enumerate(part.items):
        yield SurveyPage(item.key, (PagePart(None if at else part.section, (item,)),))
