"""Choices of visitors elsewhere: each is one row, against a bare one-row insert; then a batch is closed and proven."""

import os
import re
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from msgspec.structs import replace
from sqlalchemy import func, select

from bench import load, prepared
from bench.clock import installation_of
from bench.load import CONNECTIONS, SECONDS, THREADS, bare
from bench.memory import peak_megabytes
from leadgate.app import create_app
from leadgate.cookie_choices import queries, receipts
from leadgate.cookie_choices.actions import closing, expiring
from leadgate.cookie_choices.models import CookieBatch, CookieChoice
from leadgate.cookies import queries as sites
from leadgate.cookies.actions import describing
from leadgate.cookies.types import PurposeKind
from leadgate.foundation import clock
from leadgate.foundation.databases import migrating
from leadgate.foundation.db import action, add_rows, database, forget_what_was_read, session
from leadgate.foundation.installation import Installation
from leadgate.foundation.sql.tables import row_of
from leadgate.ledger.actions import sealing
from leadgate.ledger.signing import public_key
from leadgate.operating import install
from leadgate.verifier.documents import verify_document
from leadgate.verifier.reading import written
from leadgate.verifier.verdict import Outcome, Trust
from tests.services import free_port

ORIGIN = "https://shop.example.com"
AN_HOUR, RUNS, PROOFS = 41_667, 3, 50
"""A million choices a day, in an hour."""
FEW = 2
"""Senders that do not wait for each other in a queue of their own making: of sixteen, each waits for all the others."""
SENDS = """
local counter, threads = 0, 0
function setup(thread) thread:set("id", threads); threads = threads + 1 end
function request()
  counter = counter + 1
  local number = string.format("%08x%08x%08x%08x", {run}, id, counter, counter * 7919 % 4294967296)
  local said = '{{"notice":"{notice}","allowed":["statistics"],"how":"choose","gpc":false,"language":"en","number":"'
  local body = said .. number .. '"}}'
  return wrk.format("POST", "{path}", {{["Origin"] = "{origin}", ["Content-Type"] = "text/plain"}}, body)
end
"""


def measured(kind: str, folder: Path) -> list[dict[str, object]]:
    """Every row on one database."""
    ours, theirs = free_port(), free_port()
    with prepared.database(kind, folder) as (url, bare_url):
        environment = prepared.settings(folder, url, ours)
        here = installation_of(environment)
        with here.opened(), create_app(here).app_context():
            notice = _shop(here)
            send = _sender(folder, "/c/shop/choices", notice)
            own = {"BARE_DATABASE_URL": bare_url, "BARE_FILE": ""}
            subprocess.run([sys.executable, "-c", "import bench.bare"], env={**os.environ, **own}, check=True)
            command = [sys.executable, "-m", "leadgate", "web", "--port", str(ours)]
            with load.running(command, ours, environment), load.running(bare(theirs), theirs, own):
                rows = _sent(lambda run: send(ours, run), lambda run: send(theirs, run))
                rows.append({"work": "choice, p99", "connections": FEW, "ms": send(ours, RUNS, FEW)[1], "bar_ms": 20})
            closing.close_all()
            rows += [_closed(), _proven(), _expired()]
        here.database.dispose()
    return rows


def _shop(here: Installation) -> str:
    migrating.migrate(here)
    migrating.make_keys()
    install(here)
    made = describing.add_site("shop", "The shop", [ORIGIN])
    site = sites.site_of("shop")
    written_down = sites.described(site)
    asked = (describing.usual(kind, ("en",)) for kind in (PurposeKind.STATISTICS, PurposeKind.MARKETING))
    described = replace(written_down, purposes=(*written_down.purposes, *asked))
    describing.describe(made, described, edition=site.edition, by=None)
    return describing.publish(made, by=None)


Figures = tuple[float, float]
"""Requests a second, and the milliseconds in which 99 of 100 were answered."""


def _sender(folder: Path, path: str, notice: str) -> Callable[..., Figures]:
    def send(port: int, run: int, connections: int = CONNECTIONS) -> Figures:
        script = folder / f"choices-{port}-{run}.lua"
        script.write_text(SENDS.format(run=run + 1, notice=notice, path=path, origin=ORIGIN))
        command = [
            "wrk",
            "--latency",
            "-t",
            str(THREADS),
            "-c",
            str(connections),
            "-d",
            f"{SECONDS}s",
            "-s",
            str(script),
        ]
        said = subprocess.run([*command, f"http://127.0.0.1:{port}"], capture_output=True, text=True, check=True).stdout
        assert "Non-2xx" not in said, said
        per_second = re.search(r"Requests/sec:\s+([\d.]+)", said)
        slow = re.search(r"99%\s+([\d.]+)(us|ms|s)", said)
        assert per_second
        assert slow
        return float(per_second[1]), float(slow[1]) * {"us": 0.001, "ms": 1, "s": 1_000}[slow[2]]

    return send


def _sent(ours: Callable[[int], Figures], theirs: Callable[[int], Figures]) -> list[dict[str, object]]:
    runs = [(ours(run), theirs(run)) for run in range(RUNS)]
    mine, other = (statistics.median(each[who][0] for each in runs) for who in (0, 1))
    rates = {"per_second": round(mine, 1), "against_per_second": round(other, 1), "ratio": round(mine / other, 3)}
    return [{"work": "choice", **rates, "bar": 0.6}]


def _closed() -> dict[str, object]:
    """An hour of a million a day, closed: how long writers could not write, and how long it took."""
    _fill()
    site, notice = closing.waiting()[0]
    before = peak_megabytes()
    began = time.perf_counter()
    batch = closing.gather(site, notice)
    gathered = time.perf_counter()
    assert batch
    closing.finish(batch)
    took = {"gathered_ms": round((gathered - began) * 1_000), "whole_ms": round((time.perf_counter() - began) * 1_000)}
    sealing.seal_all()
    grew = round(peak_megabytes() - before, 1)
    return {"work": "batch of an hour", "choices": AN_HOUR, **took, "megabytes": grew, **_size()}


@action
def _fill() -> None:
    wording = session().scalar(select(CookieChoice.wording).limit(1)) or 1
    alike = {"wording": wording, "allowed": 1, "how": "choose", "gpc": False, "day": clock.now().date()}
    numbers = (os.urandom(16) for _ in range(AN_HOUR))
    add_rows(CookieChoice, (row_of(CookieChoice, id=one, **alike, batch=None, position=None) for one in numbers))


def _size() -> dict[str, object]:
    """How much each row takes with its indexes; SQLite's file holds all else, which is little beside them."""
    forget_what_was_read()
    count = session().scalar(select(func.count()).select_from(CookieChoice)) or 1
    if database().is_sqlite:
        pages, size = (
            session().connection().exec_driver_sql(f"PRAGMA {one}").scalar() for one in ("page_count", "page_size")
        )
        return {"bytes_a_row": round(pages * size / count)}
    whole = session().scalar(select(func.pg_total_relation_size("cookie_choice"))) or 0
    return {"bytes_a_row": round(whole / count)}


def _proven() -> dict[str, object]:
    """Receipts of the largest batch, made and verified."""
    number, times, made_in = _some_number(), list[float](), list[float]()
    for _ in range(PROOFS):
        began = time.perf_counter()
        content = written(receipts.receipt(queries.choice_of(number))).encode()
        made_in.append(time.perf_counter() - began)
        began = time.perf_counter()
        assert verify_document(content, Trust([public_key()])).outcome is Outcome.GENUINE
        times.append(time.perf_counter() - began)
    figures = (statistics.median(times), max(times), statistics.median(made_in))
    usual, slowest, made = (round(one * 1_000, 2) for one in figures)
    return {"work": "receipt verified", "ms": usual, "slowest_ms": slowest, "made_ms": made, "bar_ms": 10}


def _some_number() -> str:
    """One that was sent."""
    return f"{1:08x}{0:08x}{5:08x}{5 * 7919:08x}"


def _expired() -> dict[str, object]:
    largest = session().scalars(select(CookieBatch).order_by(CookieBatch.size.desc()).limit(1)).one()
    with clock.moved(timedelta(days=400)):
        began = time.perf_counter()
        expiring.expire(largest.id)
    took = round((time.perf_counter() - began) * 1_000)
    return {"work": "batch let go", "choices": largest.size, "ms": took}
