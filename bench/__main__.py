"""`make bench`: every row, on both databases, three times over; prints medians and writes `bench/results.json`."""

import json
import os
import platform
import statistics
import sys
import tempfile
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path

from rich.console import Console
from rich.table import Table

from bench import banner, choices, clock, groups, idle, intervals, leads, letters, scans, sending, surveys, web
from bench.load import SECONDS

SHOWN = ("work", "database", "per_second", "against_per_second", "ratio", "bar")
RESULTS = Path(__file__).with_name("results.json")
TIMES = 3
PEOPLE = 100_000
Measured = Callable[[str, Path], list[dict[str, object]]]
BARS = {
    "opt-in": 0.6,
    "landing page": 0.25,
    "confirm": 0.6,
    "download start": 0.4,
    "5 MB download": 0.8,
}


def main() -> None:
    """Measure everything or one part, print, and write it in the place of what was known."""
    only = sys.argv[1] if len(sys.argv) > 1 else ""
    counted = only in ("clock", "leads", "sending") and len(sys.argv) > 2 and sys.argv[2].isdecimal()
    people = int(sys.argv[2]) if counted else PEOPLE
    parts: dict[str, Measured] = {
        "web": lambda kind, folder: _rates(web.measured(kind, folder, TIMES)),
        "clock": lambda kind, folder: clock.measured(kind, folder, people),
        "groups": groups.measured,
        "surveys": surveys.measured,
        "choices": choices.measured,
        "leads": lambda kind, folder: leads.measured(kind, folder, people),
        "sending": lambda kind, folder: sending.measured(kind, folder, people),
    }
    databases = sys.argv[3 if counted else 2 :] or ["sqlite", "postgresql"]
    found = {part: _measured(measure, databases) for part, measure in parts.items() if only in ("", part)}
    for part, rows in found.items():
        _replace(part, rows)
    stack = idle.measured() if only in ("", "idle") else {}
    if stack:
        _write({"idle": stack})
    for part, measure in {"intervals": intervals, "scans": scans, "banner": banner, "letters": letters}.items():
        if only in ("", part):
            _write({part: measure.measured()})
    if not only:
        _write({"at": datetime.now(UTC).isoformat(timespec="seconds"), **_machine()})
    _print(found.pop("web", []), stack)
    for row in (row for part in found.values() for row in part):
        print(row)


def _machine() -> dict[str, object]:
    known = {"python": platform.python_version(), "machine": platform.machine(), "cores": len(_cores())}
    return {"seconds_each": SECONDS, "times": TIMES, **known}


def _write(values: dict[str, object]) -> None:
    RESULTS.write_text(json.dumps(json.loads(RESULTS.read_text()) | values, indent=2) + "\n")


def _measured(measure: Measured, databases: Sequence[str]) -> list[dict[str, object]]:
    rows: list[dict[str, object]] = []
    for database in databases:
        with tempfile.TemporaryDirectory() as folder:
            Path(folder).chmod(0o755)
            rows += [{"database": database, **row} for row in measure(database, Path(folder))]
    return rows


def _replace(part: str, rows: list[dict[str, object]]) -> None:
    """Put these rows in the place of those of the same work on the same database; the others stay."""
    known = {(row["work"], row["database"]): row for row in json.loads(RESULTS.read_text()).get(part, [])}
    _write({part: list((known | {(row["work"], row["database"]): row for row in rows}).values())})


def _rates(found: dict[str, tuple[list[float], list[float]]]) -> list[dict[str, object]]:
    return [
        {
            "work": work,
            "per_second": round(statistics.median(ours), 1),
            "against_per_second": round(statistics.median(theirs), 1),
            "ratio": round(statistics.median(ours) / statistics.median(theirs), 3),
            "bar": BARS[work],
        }
        for work, (ours, theirs) in found.items()
    ]


def _cores() -> set[int]:
    return os.sched_getaffinity(0)


def _print(rows: list[dict[str, object]], stack: dict[str, float]) -> None:
    table = Table("work", "database", "ours/s", "against/s", "ratio", "bar", title="leadgate")
    for row in rows:
        table.add_row(*(str(row[name]) for name in SHOWN))
    console = Console()
    console.print(table)
    for name, value in stack.items():
        console.print(f"{name}: {value}")


if __name__ == "__main__":
    main()
