"""What was seen of each page, kept in `bench/results.json` and as a table in `docs/benchmarks.md`."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
RESULTS = Path(__file__).parents[1] / "results.json"
BENCHMARKS = Path(__file__).parents[2] / "docs" / "benchmarks.md"
BEGINS, ENDS = "<!-- lighthouse begins -->", "<!-- lighthouse ends -->"
HEAD = "| page | seen by | performance | accessibility | best practices | found by search | LCP, ms | kB |"


def keep(rows: Sequence[dict[str, Any]]) -> None:
    """Keep what was seen in the place of what was known of the same pages, and print what is below 100.

    Args:
        rows: a page each, as `__main__` measures them.
    """
    known = json.loads(RESULTS.read_text())
    pages = {(row["page"], row["who"]): row for row in [*known.get("lighthouse", ()), *rows]}
    RESULTS.write_text(json.dumps(known | {"lighthouse": [*pages.values()]}, indent=2) + "\n")
    above, _, rest = BENCHMARKS.read_text().partition(BEGINS)
    below = rest.partition(ENDS)[2]
    BENCHMARKS.write_text(f"{above}{BEGINS}\n\n{_table([*pages.values()])}\n\n{ENDS}{below}")
    for row in rows:
        if any(row[name] not in (100, None) for name in CATEGORIES):
            print(row)


def _table(rows: Sequence[dict[str, Any]]) -> str:
    told = [[row["page"], row["who"], *(_said(row[name]) for name in CATEGORIES), *_sent(row)] for row in rows]
    return "\n".join([HEAD, "|---|---|---|---|---|---|---|---|", *(f"| {' | '.join(line)} |" for line in told)])


def _sent(row: dict[str, Any]) -> list[str]:
    return [_said(row["lcp_ms"]), _said(row["bytes"] and round(row["bytes"] / 1000))]


def _said(figure: object) -> str:
    return "–" if figure is None else str(figure)
