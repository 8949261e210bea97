"""Comma-separated values: for people's spreadsheets, which take some texts for formulas, and for programs.

See OWASP on CSV injection, and RFC 4180 for the form.
"""

import csv
from codecs import BOM_UTF8
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from io import StringIO

STARTS_OF_FORMULAS = "=+-@\t\r＝＋－＠"


def for_spreadsheets(names: Sequence[str], rows: Iterable[Mapping[str, object]]) -> bytes:
    """A file that people open: it says that it is UTF-8 as Excel expects it, and no text in it is a formula.

    Args:
        names: the columns, in their order.
        rows: each with a value for every name; numbers stay numbers.
    """
    safe = ({name: inert(row[name]) for name in names} for row in rows)
    return BOM_UTF8 + for_programs(names, safe)


def streamed(names: Sequence[str], batches: Iterable[Sequence[Sequence[object]]]) -> Iterator[bytes]:
    """As `for_spreadsheets`, some rows at a time, for a file too large to be held whole.

    Args:
        names: the columns, in their order.
        batches: the cells of some rows.
    """
    yield BOM_UTF8 + _lines([names])
    for rows in batches:
        yield _lines(rows)


def _lines(rows: Iterable[Sequence[object]]) -> bytes:
    text = StringIO()
    csv.writer(text, lineterminator="\r\n").writerows([inert(cell) for cell in row] for row in rows)
    return text.getvalue().encode()


def for_programs(names: Sequence[str], rows: Iterable[Mapping[str, object]]) -> bytes:
    """A file that a program reads, in UTF-8: each value as it is.

    Args:
        names: the columns, in their order.
        rows: each with a value for every name.
    """
    text = StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(names)
    writer.writerows([_written(row[name]) for name in names] for row in rows)
    return text.getvalue().encode()


def inert(value: object) -> object:
    """A value no spreadsheet takes for a formula: a text that begins like one gets an apostrophe before it."""
    return f"'{value}" if isinstance(value, str) and value[:1] and value[:1] in STARTS_OF_FORMULAS else value


def _written(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value
