"""The commands by which SPSS and PSPP read a table, with the words for its columns and codes."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from leadgate.survey_reports.columns import Variable

RESERVED = {"all", "and", "by", "eq", "ge", "gt", "le", "lt", "ne", "not", "or", "to", "with"}
LONGEST_LABEL_BYTES, LONGEST_NAME, LONGEST_TEXT = 250, 64, 32_767


def commands(file: str, variables: Sequence[Variable], rows: Sequence[Mapping[str, Any]]) -> str:
    """A syntax file for a table whose first line are names."""
    names = list(zip(variables, _names(variables), strict=True))
    formats = "\n".join(f"    {name} {_format(one, rows)}" for one, name in names)
    labels = "\n".join(f"  /{name} {_quoted(one.label)}" for one, name in names)
    coded = "".join(f"VALUE LABELS {name}{_codes(one)}.\n" for one, name in names if one.codes)
    return (
        "* Encoding: UTF-8.\nSET UNICODE=ON.\n"
        f"GET DATA /TYPE=TXT /FILE={_quoted(file)} /ENCODING='UTF8' /ARRANGEMENT=DELIMITED\n"
        "  /DELIMITERS=',' /QUALIFIER='\"' /FIRSTCASE=2\n"
        f"  /VARIABLES=\n{formats}.\n"
        f"VARIABLE LABELS\n{labels}.\n{coded}EXECUTE.\n"
    )


def _names(variables: Sequence[Variable]) -> Iterable[str]:
    """Names these programs take: they begin with a letter, are no word of the language, and differ in any case."""
    taken: set[str] = set()
    for at, one in enumerate(variables):
        name = one.name if one.name[0].isalpha() and one.name not in RESERVED else f"q_{one.name}"
        name = name[:LONGEST_NAME] if name[:LONGEST_NAME] not in taken else f"v{at}"
        taken.add(name)
        yield name


def _format(variable: Variable, rows: Sequence[Mapping[str, Any]]) -> str:
    if variable.holds == "number":
        return "F12.0" if variable.codes else "F12.3"
    if variable.holds == "day":
        return "SDATE10"
    longest = max((len(str(row.get(variable.name, "")).encode()) for row in rows), default=1)
    return f"A{min(max(longest + 1, 8), LONGEST_TEXT)}"


def _codes(variable: Variable) -> str:
    return "".join(f"\n  {code} {_quoted(word)}" for code, word in variable.codes.items())


def _quoted(text: str) -> str:
    short = " ".join(text.split()).encode()[:LONGEST_LABEL_BYTES].decode(errors="ignore")
    return "'" + short.replace("'", "''") + "'"
