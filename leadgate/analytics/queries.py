"""Reading what was counted."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from sqlalchemy import and_, distinct, func, or_, select

from leadgate.analytics.blocks import added, began
from leadgate.analytics.models import Campaign, CampaignSighting, StepCount, StepQuarter
from leadgate.analytics.sources import source_of
from leadgate.foundation import clock
from leadgate.foundation.db import session
from leadgate.foundation.installation import installation
from leadgate.foundation.local_time import today

SEEN_BY, SEEN_DAYS = 5, 30
"""Within so many days so many visitors came with a word before it is counted by its name."""
MOST_ORIGINS = 200
"""So many different ones are counted of one thing in a day; what nobody named beyond them is counted by its source."""


@dataclass(frozen=True, slots=True)
class Reached:
    """How often a step was reached on a day from a source; from none where nobody said."""

    day: date
    source: str
    step: str
    count: int


@dataclass(frozen=True, slots=True)
class Quarter:
    """How often each step was reached of one thing on each day of a quarter, by whatever origin.

    Args:
        began: its first day.
        counts: by step, a count for each day, until the last one on which it was reached.
    """

    began: date
    counts: dict[str, list[int]]

    def add(self, step: str, day: date, count: int) -> None:
        """Count a step.

        Args:
            step: by the name its room counts it under.
            day: of this quarter.
            count: how often more.
        """
        days = self.counts.setdefault(step, [])
        days += [0] * ((day - self.began).days + 1 - len(days))
        days[(day - self.began).days] += count

    def until(self, last: date) -> dict[str, list[int]]:
        """The counts until a day."""
        return {step: days[: (last - self.began).days + 1] for step, days in self.counts.items()}


def kept_until() -> date:
    """The last day whose counts are kept by quarters."""
    return session().scalar(select(func.max(StepQuarter.until))) or date.min


def quarters(subjects: Collection[UUID], since: date = date.min) -> dict[UUID, list[Quarter]]:
    """What was counted of some things day by day, the oldest quarter first, in three statements.

    Args:
        subjects: the ids of what was visited.
        since: the first day of a quarter.
    """
    kept = select(StepQuarter.subject_id, StepQuarter.began, StepQuarter.counts)
    kept = kept.where(StepQuarter.subject_id.in_(subjects), StepQuarter.began >= since)
    found: dict[UUID, dict[date, Quarter]] = {}
    for subject_id, first, counts in session().execute(kept.order_by(StepQuarter.began)):
        found.setdefault(subject_id, {})[first] = Quarter(first, counts)
    same = (StepCount.subject_id, StepCount.day, StepCount.step)
    newer = select(*same, func.sum(StepCount.count)).where(StepCount.subject_id.in_(subjects))
    newer = newer.where(StepCount.day > kept_until(), StepCount.day >= since).group_by(*same)
    for subject_id, day, step, count in session().execute(newer.order_by(StepCount.day)):
        mine = found.setdefault(subject_id, {})
        mine.setdefault(began(day), Quarter(began(day), {})).add(step, day, int(count))
    return {subject: list(some.values()) for subject, some in found.items()}


def totals_of(subjects: Collection[UUID]) -> dict[UUID, dict[str, int]]:
    """How often each step was ever reached, in three statements.

    Args:
        subjects: the ids of what was visited.
    """
    return {
        subject: added({step: sum(days) for step, days in one.counts.items()} for one in some)
        for subject, some in quarters(subjects).items()
    }


def reached_of(subjects: Collection[UUID], steps: Sequence[str], since: date) -> dict[str, int]:
    """How often each of these steps was reached of some things together, in one statement.

    Args:
        subjects: the ids of what was visited.
        steps: by the names their room counts them under.
        since: the first day that counts.
    """
    mine = (StepCount.subject_id.in_(subjects), StepCount.day >= since, StepCount.step.in_(steps))
    counted = session().execute(select(StepCount.step, func.sum(StepCount.count)).where(*mine).group_by(StepCount.step))
    return dict.fromkeys(steps, 0) | {step: int(count) for step, count in counted}


def is_shared() -> bool:
    """Whether anybody ever came by a link that says where it stands."""
    return session().scalar(select(StepCount.id).where(StepCount.source != "").limit(1)) is not None


def total_of(subject_id: UUID, step: str) -> int:
    """How often a step of one thing was ever reached.

    Args:
        subject_id: of what was visited: an asset, a survey.
        step: by the name its room counts it under.
    """
    mine = (StepCount.subject_id == subject_id, StepCount.step == step)
    return int(session().scalar(select(func.sum(StepCount.count)).where(*mine)) or 0)


def reached_since(subject_id: UUID, since: date) -> Iterator[Reached]:
    """What was reached of one thing by day, source and step, in one statement.

    Args:
        subject_id: of what was visited: an asset, a survey.
        since: the first day that counts.
    """
    same = (StepCount.day, StepCount.source, StepCount.step)
    mine = select(*same, func.sum(StepCount.count)).where(StepCount.subject_id == subject_id, StepCount.day >= since)
    for day, source, step, count in session().execute(mine.group_by(*same)):
        yield Reached(day, source, step, int(count))


@dataclass(frozen=True, slots=True)
class ReachedOf(Reached):
    """The same, and of what."""

    subject_id: UUID


def reached_of_each(
    subjects: Collection[UUID], kinds: tuple[Collection[str], Collection[str]], since: date, began: date
) -> Iterator[ReachedOf]:
    """What was reached by subject, day, origin and step, in one statement.

    Args:
        subjects: the ids of what was visited.
        kinds: steps of looks, and steps of people.
        since: the first day of looks.
        began: the first day of people.
    """
    same = (StepCount.subject_id, StepCount.day, StepCount.source, StepCount.step)
    looks, people = kinds
    wanted = or_(
        and_(StepCount.step.in_(looks), StepCount.day >= since),
        and_(StepCount.step.in_(people), StepCount.day >= began),
    )
    mine = select(*same, func.sum(StepCount.count)).where(StepCount.subject_id.in_(subjects), StepCount.day >= began)
    for subject_id, day, source, step, count in session().execute(mine.where(wanted).group_by(*same)):
        yield ReachedOf(day, source, step, int(count), subject_id)


def reached_from(origin: str) -> dict[str, int]:
    """How often each step was reached by an origin, over everything that is counted.

    Args:
        origin: as `sources.origin_named` has it.
    """
    several = select(StepCount.step, func.sum(StepCount.count)).where(StepCount.source == origin)
    return {step: int(count) for step, count in session().execute(several.group_by(StepCount.step))}


def is_crowded(subject_id: UUID) -> bool:
    """Whether so many origins were counted of a thing today that one more is one too many."""
    today_here = (StepCount.subject_id == subject_id, StepCount.day == today())
    different = select(func.count(distinct(StepCount.source))).where(*today_here)
    return (session().scalar(different) or 0) >= MOST_ORIGINS


def is_campaign(word: str) -> bool:
    """Whether a word of links was named, and so is counted by itself."""
    return session().get(Campaign, word) is not None


def campaigns() -> Sequence[str]:
    """The words that were named, in the order of the alphabet."""
    return session().scalars(select(Campaign.word).order_by(Campaign.word)).all()


def sources() -> Sequence[str]:
    """The sources that were named, by themselves or in a whole origin, in the order of the alphabet."""
    return sorted({source for word in campaigns() if (source := source_of(word))})


def campaigns_since() -> Sequence[tuple[str, datetime]]:
    """The words that were named, and since when (UTC), in the order of the alphabet."""
    named = session().execute(select(Campaign.word, Campaign.named_at).order_by(Campaign.word))
    return [(word, named_at) for word, named_at in named]


def is_seen_often(word: str) -> bool:
    """Whether so many different visitors came with a word lately that it says nothing about one of them."""
    index, since = installation().vault.blind_index("campaign", word), clock.now().date() - timedelta(days=SEEN_DAYS)
    seen = select(func.count()).where(CampaignSighting.word_index == index, CampaignSighting.day >= since)
    return (session().scalar(seen) or 0) >= SEEN_BY
