"""What may be asked for of a survey: whether a part or a table is one that there can be, and may be shown."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from leadgate.questions.kinds import AnyItem, SeveralChoices
from leadgate.statistics.tallies import ASKED, IMPORTED
from leadgate.survey_analysis import parts
from leadgate.survey_reports import queries as reports
from leadgate.survey_reports.errors import (
    NoSuchDays,
    NoSuchPart,
    NoSuchTable,
    PartsInWork,
    PartsOnceClosed,
    PartsUsedUp,
    TooManyConditions,
    TooManyParts,
    TooManySpans,
    TooManyTables,
)
from leadgate.surveys import queries
from leadgate.surveys.merging import asked, is_anonymous, published

FREE = (parts.LANGUAGE, parts.SOURCE)


def refuse_no_part(survey_id: UUID, part: str) -> None:
    """Refuse a part nobody can belong to, and any that could be compared with what is not hidden together with it.

    Args:
        survey_id: of a survey that is there.
        part: as somebody wants it.

    Raises:
        PartsOnceClosed: the survey is anonymous and still takes answers.
        PartsUsedUp: it is anonymous, and as many parts were looked at as are hidden together.
        TooManyParts, TooManySpans: so many were looked at that no further one can be compared with all of them.
        PartsInWork: those that were asked for before are not there yet.
        TooManyConditions: it has more of them than are looked at together.
        NoSuchDays: it ends before it begins.
        NoSuchPart: it is of no language, source or version, and of no answer to a question that was ever asked.
    """
    survey, items = queries.survey(survey_id), asked(survey_id).items
    conditions = parts.conditions_of(part)
    if len(conditions) > parts.MOST_CONDITIONS:
        raise TooManyConditions
    single = [name for name, _code in conditions if not isinstance(items.get(name), SeveralChoices)]
    if not conditions or part != parts.joined(conditions) or len(set(single)) < len(single):
        raise NoSuchPart
    if not all(_can_be(survey_id, *one, items) for one in conditions):
        raise NoSuchPart
    if reports.waits_for_end(survey):
        raise PartsOnceClosed
    known = [one for one in reports.ever_asked_for(survey_id) if not parts.is_table(one)]
    if part not in known:
        _refuse_one_more(survey_id, part, known)


def refuse_comparing(survey: UUID) -> None:
    """Refuse to compare groups of a survey that may be looked at as a whole only.

    Args:
        survey: of a survey that is there.

    Raises:
        PartsOnceClosed: it is anonymous and still takes answers.
    """
    if reports.waits_for_end(queries.survey(survey)):
        raise PartsOnceClosed


def _refuse_one_more(survey_id: UUID, part: str, known: Sequence[str]) -> None:
    if len(known) >= reports.MOST_PARTS and is_anonymous(survey_id):
        raise PartsUsedUp
    if len(known) >= reports.MOST_KNOWN:
        raise TooManyParts
    if _has_days(part) and sum(map(_has_days, known)) >= reports.MOST_SPANS:
        raise TooManySpans
    if reports.parts_in_work(survey_id) >= reports.MOST_PARTS:
        raise PartsInWork


def _has_days(part: str) -> bool:
    return parts.DAYS in dict(parts.conditions_of(part))


def _can_be(survey_id: UUID, name: str, code: str, items: Mapping[str, AnyItem]) -> bool:
    if name == parts.DAYS:
        days = parts.days_of(code)
        if days and days[0] > days[1]:
            raise NoSuchDays
        return days is not None
    if name == parts.VERSION:
        return code in map(str, published(survey_id))
    if name == parts.SOUND:
        return code == parts.YES
    if name == parts.ORIGIN:
        return code in (ASKED, IMPORTED)
    return name in FREE or f"{name}={code}" in parts.parts_of(items)


def refuse_no_table(survey_id: UUID, table: str) -> None:
    """Refuse a table that cannot be, or may not be shown yet.

    Args:
        survey_id: of a survey that is there.
        table: its name, as `parts.table_of` makes it.

    Raises:
        NoSuchTable: it is of something that was never asked, or of a thing and itself.
        PartsOnceClosed: the survey is anonymous and still takes answers.
        TooManyTables: so many were asked for before.
    """
    rows, columns = parts.sides_of_table(table)
    offered = {*parts.sides_of(asked(survey_id).items), *parts.TOLD_OF_ALL, parts.MONTH}
    if rows == columns or not {rows, columns} <= offered:
        raise NoSuchTable
    if reports.waits_for_end(queries.survey(survey_id)):
        raise PartsOnceClosed
    known = [one for one in reports.ever_asked_for(survey_id) if parts.is_table(one)]
    if table not in known and len(known) >= reports.MOST_TABLES:
        raise TooManyTables
