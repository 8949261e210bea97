"""Quotas as a publication: whoever is told that one is full knows how many gave its answer."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from uuid import UUID

from sqlalchemy import select

from leadgate.foundation.db import session
from leadgate.questionnaires.definition import Quota
from leadgate.questions.kinds import BestWorst, ConstantSum, Kano, Matrix, SeveralChoices
from leadgate.statistics.disclosure import FEWEST, is_small
from leadgate.surveys.merging import asked, published
from leadgate.surveys.models import QuotaCount
from leadgate.surveys.queries import definition_of

OVERLAPPING = (BestWorst, ConstantSum, Kano, Matrix, SeveralChoices)
"""Questions of which one person can give several answers."""


def told_of(survey: UUID) -> dict[str, dict[str, int]]:
    """How many gave an answer, as far as anybody knows who tries a quota: by question and answer.

    That is so of one that is full; of one whose limit was changed, which tells by and by where it lies; of one that was
    dropped, which may have been full; and of one so small that whatever it counts is few.

    Args:
        survey: its id.
    """
    rows = session().execute(select(QuotaCount.name, QuotaCount.count).where(QuotaCount.survey_id == survey))
    counts: dict[str, int] = dict(iter(rows))
    limits: dict[str, set[int]] = defaultdict(set)
    quotas: dict[str, Quota] = {}
    for quota in _ever_of(survey):
        limits[quota.name].add(quota.most)
        quotas[quota.name] = quota
    found: dict[str, dict[str, int]] = defaultdict(dict)
    for name, quota in quotas.items():
        least = min(limits[name])
        if len(limits[name]) > 1 or least <= FEWEST or counts.get(name, least) >= least:
            found[quota.question][quota.code] = counts.get(name, least)
    return found


def limits_of(survey: UUID) -> dict[str, dict[str, int]]:
    """At how many the quotas of every version there was are full, the lowest of each: by question and answer.

    Args:
        survey: its id.
    """
    found: dict[str, dict[str, int]] = defaultdict(dict)
    for quota in _ever_of(survey):
        known = found[quota.question].get(quota.code, quota.most)
        found[quota.question][quota.code] = min(known, quota.most)
    return found


def _ever_of(survey: UUID) -> Iterator[Quota]:
    """The quotas of every version there was."""
    for number in published(survey):
        yield from definition_of(survey, number).quotas


def telling_of(finished: Mapping[UUID, int]) -> Collection[UUID]:
    """The surveys of which it may not be said how many have finished: beside a quota that is full, that would tell what
    few others answered.

    Args:
        finished: how many have, by survey.
    """
    with_quotas = session().scalars(select(QuotaCount.survey_id).where(QuotaCount.survey_id.in_(finished)).distinct())
    return {survey for survey in with_quotas if _tells_of_few(survey, finished[survey])}


def _tells_of_few(survey: UUID, finished: int) -> bool:
    items = asked(survey).items
    return any(
        is_small(finished - count)
        for question, counts in told_of(survey).items()
        for count in (counts.values() if isinstance(items[question], OVERLAPPING) else [sum(counts.values())])
    )
