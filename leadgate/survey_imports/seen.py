"""Rows that say what responses say which are here already: the same file in other clothes, or our own answers coming
back.

They are told by what they say, on the same day where both have one. Answers of an anonymous survey are compared with
what was brought along only: whether somebody's answers are here is for nobody to try out.
"""

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from leadgate.foundation.local_time import day_of
from leadgate.questionnaires.definition import Definition
from leadgate.survey_imports.models import SurveyImport
from leadgate.survey_imports.rows import RowRead
from leadgate.survey_imports.targets import DAY, parted
from leadgate.surveys.responses import is_finished, responses_of

Said = tuple[date | None, str]


@dataclass
class _Group:
    """Responses that came together: what they can be compared by, and what they say, each as often as it is said."""

    questions: frozenset[str]
    has_days: bool
    said: dict[Said, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))


class SeenResponses:
    """What is here already.

    Args:
        survey: the version the rows are read as.
        columns: what their columns are.
    """

    def __init__(self, survey: Definition, columns: Sequence[str]) -> None:
        self.survey = survey
        self.columns = columns
        self.groups: dict[UUID | None, _Group] = {}

    def add_group(self, name: UUID | None, columns: Iterable[str] | None) -> None:
        """Compare with an import, by the questions both have; or, with None, with what was answered here."""
        mine = {parted(one)[0] for one in self.columns}
        theirs = {parted(one)[0] for one in columns} if columns is not None else {*mine, DAY}
        common = mine & theirs & self.survey.items.keys()
        if common:
            self.groups[name] = _Group(frozenset(common), DAY in mine & theirs)

    def add(self, name: UUID | None, day: date, answers: Mapping[str, Any]) -> None:
        """Add a response that is here."""
        if (group := self.groups.get(name)) is not None:
            fixed, words = self._parted(group, answers)
            group.said[day if group.has_days else None, fixed][_text(words)] += 1

    def take(self, day: date, answers: Mapping[str, Any]) -> bool:
        """Whether a row says what one of them says; of as many as are here, each stands for one row."""
        return any(self._is_in(group, day, answers) for group in self.groups.values())

    def _is_in(self, group: _Group, day: date, answers: Mapping[str, Any]) -> bool:
        fixed, words = self._parted(group, answers)
        there = group.said.get((day if group.has_days else None, fixed))
        if there is None or not (words or fixed != _text({})):
            return False
        for one in _shorter(words):
            if there[_text(one)] > 0:
                there[_text(one)] -= 1
                return True
        return False

    def _parted(self, group: _Group, answers: Mapping[str, Any]) -> tuple[str, dict[str, Any]]:
        """What is said by choosing, and what in words, of which some may have been left out."""
        said = {key: _in_no_order(answers[key]) for key in sorted(group.questions & answers.keys())}
        words = {key: value for key, value in said.items() if any(self.survey.items[key].words_of(value))}
        return _text({key: value for key, value in said.items() if key not in words}), words


def _in_no_order(value: Any) -> Any:
    """Several that were chosen, in no order: programs write them in different ones."""
    return value | {"chosen": sorted(value["chosen"])} if isinstance(value, dict) and "chosen" in value else value


def _text(said: Mapping[str, Any]) -> str:
    return json.dumps(said, sort_keys=True, ensure_ascii=False)


def _shorter(words: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """The words, and these without what may have been left out when they were taken in: one of them, or all."""
    yield words
    if words:
        yield from ({key: value for key, value in words.items() if key != left} for left in words)
        yield {}


def seen_in(
    row: SurveyImport, survey: Definition, others: Sequence[SurveyImport], *, is_anonymous: bool
) -> SeenResponses:
    """What is here already of the survey of an import.

    Args:
        row: of the import.
        survey: the version it is read as.
        others: what was brought along before.
        is_anonymous: whether any version of the survey is.
    """
    found = SeenResponses(survey, row.columns)
    if not is_anonymous:
        found.add_group(None, None)
    for one in others:
        found.add_group(one.id, one.columns)
    if found.groups:
        for response, held in responses_of(row.survey_id, is_finished()):
            at = response.finished_at
            found.add(response.import_id, at.date() if response.import_id else day_of(at), held.plain)
    return found


def here_already(seen: SeenResponses, rows: Iterable[RowRead]) -> set[int]:
    """The numbers of the rows that are."""
    return {one.number for one in rows if seen.take(one.response.day, one.response.held.answers)}
