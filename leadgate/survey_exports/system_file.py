"""Answers as a system file of SPSS (`.sav`), written by a process of its own.

What writes it (pyreadstat, by pandas) weighs more than a web process should carry, and writes into a file: one in
memory, so that no answer lies in clear on any disk.
"""

import json
import subprocess
import sys
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from leadgate.survey_exports.columns import Variable
from leadgate.survey_exports.errors import FileNotWritten
from leadgate.survey_exports.missing import codes_of
from leadgate.survey_exports.spss import format_of, label_of, names_of

PROGRAM = Path(__file__).with_name("system_file_program.py")
SECONDS = 300
FIRST_DAY = date(1582, 10, 14)
DAY_SECONDS = 86_400


def written(variables: Sequence[Variable], rows: Sequence[Mapping[str, Any]]) -> bytes:
    """The file.

    Args:
        variables: the columns.
        rows: each with a value for every column; a code of `missing.codes_of` where it is missing.

    Raises:
        FileNotWritten: the process that writes it ended without having done so.
    """
    described = json.dumps({"columns": [_described(name, one, rows) for one, name in names_of(variables)]})
    command = [sys.executable, "-I", "-B", str(PROGRAM)]
    try:
        done = subprocess.run(  # noqa: S603 - a program of our own
            command, input=described.encode(), capture_output=True, check=True, timeout=SECONDS
        )
    except (subprocess.SubprocessError, OSError) as trouble:
        raise FileNotWritten from trouble
    return done.stdout


def _described(name: str, variable: Variable, rows: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    missing = codes_of(variable)
    words = {**variable.codes, **variable.ends, **missing}
    return {
        "name": name,
        "label": label_of(variable.label),
        "text": variable.holds == "text",
        "values": [_value(variable, row[variable.name]) for row in rows],
        "words": [[code, label_of(word)] for code, word in words.items()],
        "missing": [min(missing), max(missing)] if missing else None,
        "level": variable.level,
        "format": None if variable.holds == "text" else format_of(variable, rows),
    }


def _value(variable: Variable, cell: Any) -> Any:
    """As SPSS keeps it: a day is the seconds since the Gregorian calendar began."""
    if isinstance(cell, date):
        return (cell - FIRST_DAY).days * DAY_SECONDS
    if variable.holds == "day" and isinstance(cell, str):
        return (date.fromisoformat(cell) - FIRST_DAY).days * DAY_SECONDS
    return "" if cell is None and variable.holds == "text" else cell
