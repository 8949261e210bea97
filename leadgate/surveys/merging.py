"""One set of questions out of all versions of a survey, so that a change to it loses no answer that still counts.

An answer is known by its key, and editors let words be changed under it. Whoever swaps two labels would have everybody
say the opposite of what they said, so of each answer that has other words it is asked before they are published: the
same answer in better words, or another one.
"""

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from msgspec.structs import replace
from sqlalchemy import exists, select

from leadgate.foundation import words
from leadgate.foundation.db import session
from leadgate.foundation.words import text as _
from leadgate.questionnaires.definition import Definition, as_json, from_json
from leadgate.questions.kinds import AnyItem, Choice, Words
from leadgate.surveys import queries
from leadgate.surveys.models import SurveyResponse, SurveyVersion

LISTS = ("choices", "features", "rows", "columns")


@dataclass(frozen=True, slots=True)
class Merged:
    """Every question that was ever asked, as it was asked last, with the answers it ever offered.

    Args:
        items: by key, those of the newest version first.
        counted: of each version, the keys whose answers mean the same as they do now.
    """

    items: Mapping[str, AnyItem]
    counted: Mapping[int, Sequence[str]]


def merged(versions: Mapping[int, Definition]) -> Merged:
    """Merge the published versions, by number. A key that changed its kind counts only as what it is now."""
    items: dict[str, AnyItem] = {}
    for number in sorted(versions, reverse=True):
        for key, item in versions[number].items.items():
            newer = items.get(key)
            if newer is None:
                items[key] = item
            elif type(newer) is type(item):
                items[key] = _with_older(newer, item)
    counted = {
        number: [key for key, item in whole.items.items() if type(items[key]) is type(item)]
        for number, whole in versions.items()
    }
    return Merged(items, counted)


def _with_older(newer: AnyItem, older: AnyItem) -> AnyItem:
    """A question with what an older version of it offered besides, at the end."""
    more: dict[str, tuple[Choice, ...]] = {}
    for name in LISTS:
        offered: tuple[Choice, ...] = getattr(newer, name, ())
        keys = {one.key for one in offered}
        gone = tuple(one for one in getattr(older, name, ()) if one.key not in keys)
        if gone:
            more[name] = (*offered, *gone)
    return replace(newer, **more) if more else newer


def published(survey: UUID) -> Sequence[int]:
    """The numbers of its versions that were asked."""
    mine = select(SurveyVersion.number).where(SurveyVersion.survey_id == survey)
    return session().scalars(mine.where(SurveyVersion.published_at.is_not(None))).all()


def is_anonymous(survey: UUID) -> bool:
    """Whether a survey is anonymous, or was once: who answered then was told so."""
    return any(queries.definition_of(survey, number).anonymous for number in published(survey))


def asked(survey: UUID) -> Merged:
    """All questions of the published versions of a survey, as one set."""
    return merged({number: queries.definition_of(survey, number) for number in published(survey)})


class Sameness(words.Words):
    """What became of an answer."""

    SAME = "same", _("the same answer, in better words")
    OTHER = "other", _("another answer")


@dataclass(frozen=True, slots=True)
class Relabelled:
    """An answer that had other words when people gave it."""

    item: AnyItem
    list_name: str
    key: str
    before: Words
    after: Words

    @property
    def name(self) -> str:
        """By which it is told from all others of its survey."""
        return f"{self.item.key}.{self.list_name}.{self.key}"


def relabelled_of(survey: UUID, draft: Definition) -> list[Relabelled]:
    """The answers of a draft that people gave under other words; none where nobody has answered yet.

    Args:
        survey: the survey's id.
        draft: what is to be asked.
    """
    answered = session().scalar(select(exists().where(SurveyResponse.survey_id == survey)))
    return [*relabelled(asked(survey).items, draft)] if answered else []


def relabelled(known: Mapping[str, AnyItem], draft: Definition) -> Iterator[Relabelled]:
    """The answers of a draft that have other words now, in a language they had words in.

    Args:
        known: every question that was ever asked, by key.
        draft: what is to be asked.
    """
    for key, item in draft.items.items():
        older = known.get(key)
        if type(older) is not type(item):
            continue
        for name in LISTS:
            before = {one.key: one.label for one in _choices(older, name)}
            for one in _choices(item, name):
                if one.key in before and _differ(before[one.key], one.label):
                    yield Relabelled(item, name, one.key, before[one.key], one.label)


def _choices(item: AnyItem | None, name: str) -> tuple[Choice, ...]:
    found: tuple[Choice, ...] = getattr(item, name, ())
    return found


def _differ(before: Words, after: Words) -> bool:
    """Whether the words differ in a language by more than spaces and the size of letters."""
    return any(_plain(before[language]) != _plain(after[language]) for language in before.keys() & after)


def _plain(label: str) -> str:
    return " ".join(label.split()).casefold()


def with_others(draft: Definition, others: Collection[Relabelled], taken: Mapping[str, AnyItem]) -> Definition:
    """A draft in which each of these answers has a name of its own, so that nobody is said to have given it before.

    Args:
        draft: what is to be asked.
        others: answers that are not what they were.
        taken: every question that was ever asked, by key, whose names are not given again.
    """
    whole: dict[str, Any] = json.loads(as_json(draft))
    for one in others:
        used = {known.key for item in (one.item, taken[one.item.key]) for known in _choices(item, one.list_name)}
        new = next(name for name in (f"{one.key}_{at}" for at in range(2, len(used) + 3)) if name not in used)
        _rename(whole, one, new)
    return from_json(json.dumps(whole))


def _rename(whole: dict[str, Any], one: Relabelled, new: str) -> None:
    for section in whole["sections"]:
        for question in section.get("questions", ()):
            if question["key"] == one.item.key:
                for choice in question[one.list_name]:
                    choice["key"] = new if choice["key"] == one.key else choice["key"]
            _rename_in(question.get("only_if", ()), one, new)
        for branch in section.get("leads", ()):
            _rename_in(branch.get("when", ()), one, new)
    for quota in whole.get("quotas", ()):
        if quota["question"] == one.item.key:
            quota["code"] = _renamed(quota["code"], one, new)


def _rename_in(conditions: Collection[dict[str, Any]], one: Relabelled, new: str) -> None:
    for condition in conditions:
        if condition["question"] == one.item.key:
            for name in ("any_of", "none_of"):
                if name in condition:
                    condition[name] = [_renamed(code, one, new) for code in condition[name]]


def _renamed(code: str, one: Relabelled, new: str) -> str:
    """A code of an answer: its key, or that of a row (a feature) and of a column (a class) after it."""
    parts = code.split(":")
    at = 1 if one.list_name == "columns" else 0
    return ":".join(new if place == at and part == one.key else part for place, part in enumerate(parts))
