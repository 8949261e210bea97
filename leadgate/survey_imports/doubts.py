"""What should be looked at before a file is taken in: where its columns may be read otherwise than they were meant."""

from collections import Counter
from collections.abc import Iterator, Sequence

from flask_babel import gettext

from leadgate.questions.kinds import ConstantSum, Day, Kano, Matrix, OneChoice, Ranking, SeveralChoices, said
from leadgate.survey_imports.days import DMY, EACH, MDY, YMD, DayOrder
from leadgate.survey_imports.rows import RowReader
from leadgate.survey_imports.tables import Table
from leadgate.survey_imports.targets import DAY, PLACE, WHOLE, parted
from leadgate.survey_imports.unlisted import of_unlisted, quoted
from leadgate.survey_imports.wording import plain

CHOSEN = (OneChoice, SeveralChoices, Matrix, Kano)
APART = (SeveralChoices, Ranking, ConstantSum)


def doubts_about(table: Table, columns: Sequence[str], reader: RowReader, language: str) -> list[str]:
    """A sentence for each thing somebody has to have seen before the rows are kept.

    Args:
        table: the file.
        columns: what each column is read as.
        reader: what reads its rows.
        language: of whoever reads the sentences.
    """
    filled = [any(row[at] for _nth, row in table.rows) for at in range(len(columns))]
    return [
        *_other_sheets(table),
        *_nothing_found(reader, language),
        *_without_name(table, columns, filled),
        *_of_one_name(table, columns, filled),
        *_with_answers_missing(reader, language),
        *_left_beside(table, columns, filled, reader, language),
        *_days(table, columns, reader),
        *_cut(table, columns, reader),
        *of_unlisted(table, reader, language),
    ]


def _other_sheets(table: Table) -> Iterator[str]:
    if table.unread:
        yield gettext("Only the first sheet of this workbook is read, not %(sheets)s.", sheets=quoted(table.unread))


def _nothing_found(reader: RowReader, language: str) -> Iterator[str]:
    if not reader.parts:
        yield gettext("No column is called like a question of this survey. Do the names of the columns stand on top?")
        return
    if missing := [said(one.label, language) for key, one in reader.survey.items.items() if key not in reader.parts]:
        yield gettext("No column is read as %(missing)s: nobody would have answered it.", missing=quoted(missing))
    if DAY not in reader.own:
        yield gettext(
            "No column is read as the day: every response would count as answered today, in figures by month and in"
            " how long it is kept."
        )


def _without_name(table: Table, columns: Sequence[str], filled: Sequence[bool]) -> Iterator[str]:
    """Columns that stay out, and belong perhaps to the one before them."""
    before, found = "", Counter[str]()
    for at, name in enumerate(table.names):
        before = name or before
        if not name and filled[at] and not columns[at]:
            found[before] += 1
    for name, many in found.items():
        yield gettext("Behind “%(name)s” are columns without a name: %(many)d. They stay out.", name=name, many=many)


def _of_one_name(table: Table, columns: Sequence[str], filled: Sequence[bool]) -> Iterator[str]:
    mine: dict[str, list[int]] = {}
    for at, name in enumerate(table.names):
        if name and filled[at]:
            mine.setdefault(plain(name), []).append(at)
    for several in mine.values():
        if len(several) > 1 and 0 < sum(bool(columns[at]) for at in several) < len(several):
            out = [nth for nth, at in enumerate(several, start=1) if not columns[at]]
            texts = [next(row[several[nth - 1]] for _nth, row in table.rows if row[several[nth - 1]]) for nth in out]
            yield gettext(
                "%(many)d columns are called “%(name)s”. Of these number %(numbers)s stays out, which begins with"
                " %(texts)s.",
                many=len(several),
                name=table.names[several[0]],
                numbers=", ".join(map(str, out)),
                texts=quoted(texts),
            )


def _with_answers_missing(reader: RowReader, language: str) -> Iterator[str]:
    """Questions of several parts of which only some have a column: the others would count as not chosen, or have no
    answer.
    """
    for key, parts in reader.parts.items():
        item = reader.survey.items[key]
        if WHOLE in parts or any(part.startswith(PLACE) for part in parts):
            continue
        rows = item.rows if isinstance(item, Matrix) else item.choices if isinstance(item, APART) else ()
        missing = [said(one.label, language) for one in rows if one.key not in parts]
        if missing:
            names = {"asked": said(item.label, language), "missing": quoted(missing)}
            yield (
                gettext(
                    "“%(asked)s”: no column is read as %(missing)s. In every row that counts as not chosen.", **names
                )
                if isinstance(item, SeveralChoices)
                else gettext("“%(asked)s”: no column is read as %(missing)s. No row has an answer there.", **names)
            )


def _left_beside(
    table: Table, columns: Sequence[str], filled: Sequence[bool], reader: RowReader, language: str
) -> Iterator[str]:
    """Columns that are called like a part of a question that is read from its parts, and are none of them."""
    apart = [item for key, item in reader.survey.items.items() if WHOLE not in reader.parts.get(key, {})]
    for at, name in enumerate(table.names):
        if columns[at] or not filled[at]:
            continue
        for item in apart:
            if any(plain(name).startswith(f"{plain(one)} ") for one in (item.key, *item.label.values())):
                yield gettext(
                    "“%(name)s” is no part of “%(asked)s” here. It stays out.",
                    name=name,
                    asked=said(item.label, language),
                )
                break


def _days(table: Table, columns: Sequence[str], reader: RowReader) -> Iterator[str]:
    """Columns of days that could stand in more than one order."""
    for at, column in enumerate(columns):
        key = column.partition("/")[0]
        is_day = key == DAY or isinstance(reader.survey.items.get(key), Day)
        if is_day and not reader.orders[at].is_told:
            yield from _about_days(table.names[at], reader.orders[at])


def _about_days(name: str, found: DayOrder) -> Iterator[str]:
    if found.order == EACH:
        one, other = found.examples
        yield gettext(
            "Both orders stand in “%(name)s”, e.g. %(one)s and %(other)s. Days that can be read either way are refused,"
            " unless you choose one reading of this column.",
            name=name,
            one=one,
            other=other,
        )
        return
    ways = {
        DMY: gettext("the day before the month"),
        MDY: gettext("the month before the day"),
        YMD: gettext("the year first"),
    }
    names = {"name": name, "way": ways[found.order]}
    if found.examples:
        yield gettext(
            "The days in “%(name)s”, such as %(one)s, may have the year first or last, and are read with %(way)s."
            " Choose another reading of this column if that is wrong.",
            one=found.examples[0],
            **names,
        )
        return
    yield gettext(
        "The days in “%(name)s” can be read either way, and are read with %(way)s. Choose the other reading of"
        " this column if that is wrong.",
        **names,
    )


def _cut(table: Table, columns: Sequence[str], reader: RowReader) -> Iterator[str]:
    """The last cell of a file that ends without the end of a line, but for one of answers to choose from."""
    if not table.is_open or not columns[-1] or isinstance(reader.survey.items.get(parted(columns[-1])[0]), CHOSEN):
        return
    number, row = table.rows[-1]
    if row[-1] and number not in table.astray:
        yield gettext(
            "The file ends without the end of a line, so its last cell may be cut off: “%(text)s” in row %(row)d.",
            text=row[-1][-40:],
            row=number,
        )
