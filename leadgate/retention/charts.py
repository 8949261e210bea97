"""The year ahead as figures for an SVG the server draws; the same figures stand in the table beside it."""

from dataclasses import dataclass
from datetime import date

from leadgate.retention.models import Forecast

WIDTH, HEIGHT = 640, 120


@dataclass(frozen=True, slots=True)
class Year:
    """How the rows of one rule go over a year: a step line, and where it ends."""

    rule: str
    points: str
    area: str
    first: int
    last: int
    until: date


def years(computed: list[Forecast]) -> list[Year]:
    """One picture per rule under which anything will go; the tallest first."""
    by_rule: dict[str, list[Forecast]] = {}
    for row in computed:
        by_rule.setdefault(row.rule, []).append(row)
    found = [_year(rule, sorted(rows, key=lambda row: row.day)) for rule, rows in by_rule.items()]
    return sorted((one for one in found if one.last), key=lambda one: -one.last)


def _year(rule: str, rows: list[Forecast]) -> Year:
    most, width = max([row.rows for row in rows] + [1]), WIDTH / len(rows)
    corners: list[str] = []
    for at, row in enumerate(rows):
        height = HEIGHT * (1 - row.rows / most)
        corners += [f"{at * width:.1f},{height:.1f}", f"{(at + 1) * width:.1f},{height:.1f}"]
    area = " ".join([f"0,{HEIGHT}", *corners, f"{WIDTH},{HEIGHT}"])
    return Year(rule, " ".join(corners), area, rows[0].rows, rows[-1].rows, rows[-1].day)
