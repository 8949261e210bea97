"""One set of questions out of all versions of a survey, so that a change to it loses no answer that still counts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from msgspec.structs import replace
from sqlalchemy import select

from leadgate.foundation.db import session
from leadgate.questions.kinds import AnyItem, Choice
from leadgate.surveys import queries
from leadgate.surveys.definition import Definition
from leadgate.surveys.models import SurveyVersion

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


def asked(survey: UUID) -> Merged:
    """All questions of the published versions of a survey, as one set."""
    return merged({number: queries.definition_of(survey, number) for number in published(survey)})
