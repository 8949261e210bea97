"""Lists of rows in what was typed: `asked-3-label` is the label of the fourth field a form asks."""

import re
from collections.abc import Mapping, Sequence

Typed = dict[str, list[str]]
"""The fields of a form by their names, as they were sent."""
LISTS = ("asked", "motivations", "points", "quotes")
MOST_ROWS = 100
ROW = re.compile(r"(\w+)-(\d{1,4})-(\w+)")


def rows_of(typed: Mapping[str, Sequence[str]], name: str) -> list[dict[str, list[str]]]:
    """The rows of a list, in their order."""
    found: dict[int, dict[str, list[str]]] = {}
    for field, values in typed.items():
        if (match := ROW.fullmatch(field)) and match[1] == name:
            found.setdefault(int(match[2]), {})[match[3]] = list(values)
    return [found[at] for at in sorted(found)][:MOST_ROWS]


def with_rows(typed: Mapping[str, Sequence[str]], name: str, rows: Sequence[Mapping[str, Sequence[str]]]) -> Typed:
    """The same fields with these rows in a list, counted anew."""
    others = {one: list(values) for one, values in typed.items() if not one.startswith(f"{name}-")}
    for at, row in enumerate(rows):
        others |= {f"{name}-{at}-{field}": list(values) for field, values in row.items()}
    return others


def acted(typed: Typed, act: str) -> Typed:
    """What was typed after a button of a list was pressed: `add:asked`, `up:asked:2`; other buttons change nothing."""
    verb, *about = act.split(":")
    if not about or about[0] not in LISTS:
        return typed
    name, rows = about[0], rows_of(typed, about[0])
    at = int(about[1]) if len(about) == 2 and about[1].isdecimal() else -1
    if verb == "add":
        rows.append({FIRST[name]: [""]})
    elif 0 <= at < len(rows) and verb == "remove":
        del rows[at]
    elif 0 <= at < len(rows) and (step := STEPS.get(verb)) and 0 <= at + step < len(rows):
        rows[at], rows[at + step] = rows[at + step], rows[at]
    return with_rows(typed, name, rows)


FIRST = {"asked": "label", "motivations": "label", "points": "title", "quotes": "words"}
STEPS = {"up": -1, "down": 1}
