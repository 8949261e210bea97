"""Answers that not every version of a question offered: whoever could not choose one did not leave it out."""

from collections.abc import Iterable
from typing import Any

from leadgate.questions.kinds import AnyItem, SeveralChoices
from leadgate.statistics import intervals
from leadgate.survey_analysis import parts
from leadgate.survey_analysis.asking.ways import Ways
from leadgate.survey_analysis.publishing.linking import Published


def of_those_asked(
    item: AnyItem, rows: Iterable[dict[str, Any]], ways: Ways, published: Published | None
) -> list[dict[str, Any]]:
    """The rows of a question, each such answer with its share of those it was offered to (`of`).

    Those are a group as any other, so that there is no share where it is not said anyway how many they are.

    Args:
        item: the question.
        rows: as of all who answered it.
        ways: which versions offered what.
        published: what is said of everybody; None for parts and weighted figures, of which that is not known.
    """
    some = ways.offered[item.key]
    return [_row(item, row, some[row["code"]], ways, published) if row["code"] in some else row for row in rows]


def _row(
    item: AnyItem, row: dict[str, Any], versions: frozenset[str], ways: Ways, published: Published | None
) -> dict[str, Any]:
    key = (item.key, row["code"] if isinstance(item, SeveralChoices) else "")
    base = published.base_of((parts.VERSION, ""), versions, key) if published and row["count"] is not None else None
    share = intervals.share(row["count"], base).plain() if base else None
    return row | {"is_offered": ways.newest in versions, "of": base, "share": share}
