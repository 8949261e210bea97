"""CSV that is safe to open in a spreadsheet: no cell is a formula (OWASP, CSV injection)."""

import csv
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from io import StringIO

STARTS_OF_FORMULAS = "=+-@\t\r＝＋－＠"


def as_csv(names: Sequence[str], rows: Iterable[Mapping[str, object]]) -> str:
    """A file of comma-separated values as text: rows under a line of names (RFC 4180).

    Args:
        names: the columns, in their order.
        rows: each with a value for every name; what begins like a formula is made inert.
    """
    text = StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(names)
    for row in rows:
        writer.writerow([inert(row[name]) for name in names])
    return text.getvalue()


def inert(value: object) -> str:
    """A cell no spreadsheet takes for a formula."""
    text = "" if value is None else value.isoformat() if isinstance(value, datetime) else str(value)
    return f"'{text}" if text[:1] and text[:1] in STARTS_OF_FORMULAS else text
