"""The commands by which SPSS and PSPP read a table, with the words for its columns and codes."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from leadgate.survey_exports.columns import Variable
from leadgate.survey_exports.missing import codes_of

RESERVED = {"all", "and", "by", "eq", "ge", "gt", "le", "lt", "ne", "not", "or", "to", "with"}
LONGEST_LABEL_BYTES, LONGEST_NAME, LONGEST_TEXT = 120, 64, 32_767
"""SPSS takes labels of columns up to 256 bytes, and those of values up to 120."""


def commands(file: str, variables: Sequence[Variable], rows: Sequence[Mapping[str, Any]]) -> str:
    """A syntax file for a table whose first line are names, each value in one line.

    Args:
        file: the name of the table.
        variables: its columns.
        rows: its lines.
    """
    names = names_of(variables)
    formats = "\n".join(f"    {name} {format_of(one, rows)}" for one, name in names)
    labels = "\n  /".join(f"{name} {_quoted(one.label)}" for one, name in names)
    words = "".join(f"VALUE LABELS {name}{_words(one)}.\n" for one, name in names if one.holds == "number")
    missing = "".join(f"MISSING VALUES {name} ({_range(one)}).\n" for one, name in names if one.holds == "number")
    levels = "\n  /".join(f"{name} ({one.level.upper()})" for one, name in names)
    return (
        "* Encoding: UTF-8.\n"
        f"GET DATA /TYPE=TXT /FILE={_quoted(file)} /ENCODING='UTF8' /ARRANGEMENT=DELIMITED\n"
        "  /DELIMITERS=',' /QUALIFIER='\"' /FIRSTCASE=2\n"
        f"  /VARIABLES=\n{formats}.\n"
        f"VARIABLE LABELS {labels}.\n{words}{missing}VARIABLE LEVEL {levels}.\nEXECUTE.\n"
    )


def names_of(variables: Sequence[Variable]) -> list[tuple[Variable, str]]:
    """Each with a name these programs take: it begins with a letter, is no word of theirs, and no other's."""
    return list(zip(variables, _names(variables), strict=True))


def _names(variables: Sequence[Variable]) -> Iterable[str]:
    taken: set[str] = set()
    for at, one in enumerate(variables):
        name = one.name if one.name[0].isalpha() and one.name not in RESERVED else f"q_{one.name}"
        name = name[:LONGEST_NAME] if name[:LONGEST_NAME] not in taken else f"v{at}"
        taken.add(name)
        yield name


def format_of(variable: Variable, rows: Sequence[Mapping[str, Any]]) -> str:
    """How a column is written."""
    if variable.holds == "number":
        return "F12.3" if variable.is_free else "F12.0"
    if variable.holds == "day":
        return "SDATE10"
    longest = max((len(str(row.get(variable.name) or "").encode()) for row in rows), default=1)
    return f"A{min(max(longest + 1, 8), LONGEST_TEXT)}"


def cell_of(variable: Variable, cell: Any) -> Any:
    """A value as a table can hold it: texts without line breaks, which end a line of it wherever they stand; no code
    among days.
    """
    if variable.holds == "day" and isinstance(cell, int):
        return None
    return " ".join(cell.split()) if variable.holds == "text" and cell else cell


def label_of(text: str) -> str:
    """Words, as long as these programs take."""
    return " ".join(text.split()).encode()[:LONGEST_LABEL_BYTES].decode(errors="ignore")


def _words(variable: Variable) -> str:
    words = {**variable.codes, **variable.ends, **codes_of(variable)}
    return "".join(f"\n  {code} {_quoted(word)}" for code, word in words.items())


def _range(variable: Variable) -> str:
    codes = codes_of(variable)
    return f"{min(codes)} THRU {max(codes)}"


def _quoted(text: str) -> str:
    return "'" + label_of(text).replace("'", "''") + "'"
