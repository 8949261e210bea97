"""The rows of surveys: saving an answer against a bare insert, a large report, and look-alikes of many people."""

import json
import os
import random
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from http.client import HTTPConnection
from io import BytesIO
from pathlib import Path
from typing import Any
from uuid import UUID

from flask import Flask

from bench import load, prepared, scripts
from bench.clock import installation_of
from bench.load import THREADS, bare, rate
from bench.web import token_of
from leadgate.app import create_app
from leadgate.assets.actions import publishing
from leadgate.assets.actions.publishing import AssetPage
from leadgate.foundation import clock
from leadgate.foundation.databases import migrating
from leadgate.foundation.db import action, add_rows, forget_what_was_read
from leadgate.foundation.ids import new_id
from leadgate.foundation.installation import installation
from leadgate.foundation.permissions import Role
from leadgate.operating import install
from leadgate.scoring.actions import aiming
from leadgate.staff.actions import accounts, sessions
from leadgate.staff.types import Arrival
from leadgate.survey_reports.actions import asking_for, reporting
from leadgate.surveys.models import SurveyResponse
from leadgate.surveys.sealed import SealedResponse, as_text
from leadgate.surveys.types import ResponseState
from tests.papers import PDF
from tests.scoring.crowds import DAYS_AGO, Guest, welcome
from tests.services import free_port
from tests.surveys.scenes import choices, published, question, small

PEOPLE, QUESTIONS = 100_000, 30
BATCH = 1_000
TIMES, WARM, RUNS = 60, 5, 3
OPEN = 5_000
"""Responses whose next page is sent, each once a run."""


def measured(kind: str, folder: Path, people: int = PEOPLE) -> list[dict[str, object]]:
    """Every row on one database."""
    ours, theirs = free_port(), free_port()
    with prepared.database(kind, folder) as (url, bare_url):
        environment = prepared.settings(folder, url, ours)
        here = installation_of(environment)
        app = create_app(here)
        with here.opened(), app.app_context():
            migrating.migrate(here)
            migrating.make_keys()
            install(here)
            rows = [*_saving(environment, bare_url, (ours, theirs), folder)]
            rows += [*_many(app, environment, people)]
        here.database.dispose()
    return rows


def _saving(
    environment: dict[str, str], bare_url: str, ports: tuple[int, int], folder: Path
) -> Iterator[dict[str, object]]:
    """An answer of a survey of several pages is saved, a second; and a whole survey of one page."""
    published(small(question("why", "long_text"), question("score", "nps")), "short")
    published(
        small(question("score", "nps"), question("why", "long_text"), question("more", "csat"), layout="question"),
        "pages",
    )
    command = [sys.executable, "-m", "leadgate", "web", "--port", str(ports[0])]
    own = {"BARE_DATABASE_URL": bare_url, "BARE_FILE": str(folder)}
    subprocess.run([sys.executable, "-c", "import bench.bare"], env={**os.environ, **own}, check=True)  # its tables
    with load.running(command, ports[0], environment), load.running(bare(ports[1]), ports[1], own):
        url, other = (f"http://127.0.0.1:{port}" for port in ports)
        six = lambda run: rate(other, scripts.post(folder, "/rows", "", f"bare{run}"))  # noqa: E731
        whole = f"csrf_token={token_of(f'{url}/s/short')}&agree=y&q.score=9&q.why=Rising%20costs"
        rate(f"{url}/s/short", seconds=WARM)
        short = lambda run: rate(url, scripts.post(folder, "/s/short", whole, f"s{run}"))  # noqa: E731
        yield _compared("a survey of one page, begun and finished", short, six)
        rate(f"{url}/s/pages", seconds=WARM)  # a page is read before it is sent, by each process
        token = token_of(f"{url}/s/pages")
        pages = [_begun(url, token, OPEN) for _ in range(RUNS)]
        body = f"csrf_token={token}&q.why=Rising%20costs"
        sent = [
            scripts.each(folder, "POST", one, f"p{run}", threads=THREADS, body=body) for run, one in enumerate(pages)
        ]
        yield _compared("an answer saved", lambda run: rate(url, sent[run]), six, "≥ 0.6")


def _begun(url: str, token: str, how_many: int) -> list[str]:
    """The addresses of responses whose first page was sent."""
    connection, found = HTTPConnection(url.removeprefix("http://"), timeout=30), []
    headers = {"Content-Type": "application/x-www-form-urlencoded"}
    for nth in range(how_many):  # a form sent word for word as before would be the same answer
        connection.request("POST", "/s/pages", f"csrf_token={token}&seed={nth}&agree=y&q.score=9", headers)
        answer = connection.getresponse()
        answer.read()
        found.append(answer.headers["Location"].partition("?")[0])
    return found


def _compared(
    work: str, ours: Callable[[int], float], theirs: Callable[[int], float], bar: str = ""
) -> dict[str, object]:
    runs = [(ours(run), theirs(run)) for run in range(RUNS)]
    mine, bare_ = (statistics.median(side) for side in zip(*runs, strict=True))
    print(f"{work}: {runs}", file=sys.stderr)
    rates = {"per_second": round(mine, 1), "against_per_second": round(bare_, 1), "ratio": round(mine / bare_, 3)}
    return {"work": work, **rates, "bar": bar}


def _many(app: Flask, environment: dict[str, str], people: int) -> Iterator[dict[str, object]]:
    """A report of many responses, and look-alikes of as many people."""
    survey = published(small(*_questions()), "many")
    asset = publishing.publish("many", AssetPage(title="Guide"), BytesIO(PDF), "guide.pdf")
    goal = aiming.aim(
        "buying", None, ["asset.motivation", "asset.source", *_names(survey)], known_days=7, within_days=60
    )
    chance = random.Random(5)
    for at in range(0, people, BATCH):
        _fill(asset, survey, min(BATCH, people - at), chance)
        print(f"\r{at + BATCH} people", end="", file=sys.stderr)
    asking_for.compare(survey)
    began = time.perf_counter()
    reporting.work_out(survey)
    took = {"seconds": round(time.perf_counter() - began, 1)}
    page = _p95(app, f"/studio/surveys/{survey}/report/")
    yield {
        "work": f"report of {people} responses to {QUESTIONS} questions",
        "p95_ms": page,
        **took,
        "bar": "< 10 s, p95 < 200 ms",
    }
    learnt = _child(environment)
    yield {"work": f"look-alikes of {people} people", **learnt, "bar": "< 25 s, < 400 MB"}
    page = _p95(app, f"/studio/good-leads/{goal}/")
    yield {"work": f"page of look-alikes of {people} people", "p95_ms": page, "bar": "p95 < 200 ms"}


def _questions() -> list[dict[str, Any]]:
    offered = choices("a", "b", "c", "d", "e")
    found = [question(f"one{at}", "choice", choices=offered) for at in range(10)]
    found += [question(f"some{at}", "choices", choices=offered) for at in range(4)]
    found += [question(f"nps{at}", "nps") for at in range(4)] + [question(f"csat{at}", "csat") for at in range(4)]
    found += [question(f"number{at}", "number") for at in range(4)]
    lines: dict[str, Any] = {"rows": choices("x", "y"), "columns": choices("l", "m", "r")}
    return found + [question(f"rows{at}", "matrix", **lines) for at in range(4)]


def _names(survey: UUID) -> list[str]:
    keys = [*(f"one{at}" for at in range(10)), *(f"nps{at}" for at in range(4)), *(f"csat{at}" for at in range(4))]
    keys += [*(f"number{at}" for at in range(4)), *(f"rows{at}:{row}" for at in range(3) for row in "xy")]
    return [f"survey.{survey}.{key}" for key in keys]


def _answers(chance: random.Random) -> dict[str, Any]:
    found: dict[str, Any] = {f"one{at}": {"chosen": [chance.choice("abcde")]} for at in range(10)}
    found |= {f"some{at}": {"chosen": sorted({chance.choice("abcde") for _ in range(2)})} for at in range(4)}
    found |= {f"nps{at}": chance.randrange(11) for at in range(4)}
    found |= {f"csat{at}": chance.randrange(1, 6) for at in range(4)}
    found |= {f"number{at}": chance.randrange(100) for at in range(4)}
    return found | {f"rows{at}": {row: chance.choice("lmr") for row in "xy"} for at in range(4)}


@action
def _fill(asset: UUID, survey: UUID, how_many: int, chance: random.Random) -> None:
    given = [_answers(chance) for _ in range(how_many)]
    guests = [
        Guest(chance.choice(["costs", "taste"]), bought=chance.random() < 0.02 * (1 + one["nps0"] + one["csat0"]))
        for one in given
    ]
    welcome(asset, guests)
    at, rows = clock.now() - timedelta(days=DAYS_AGO - 1), []
    keys = installation().vault.keys_of([one.id for one in guests])
    for guest, answers in zip(guests, given, strict=True):
        number = new_id()
        sealed = keys[guest.id].seal(SurveyResponse.answers, number, as_text(SealedResponse(answers, tuple(answers))))
        row = {"id": number, "subject_id": guest.id, "survey_id": survey, "version": 1, "state": ResponseState.FINISHED}
        row |= {"answers": sealed, "language": "en", "source": "", "seed": 1, "revision": 1, "began_at": at}
        rows.append(row | {"saved_at": at, "finished_at": at, "expires_at": clock.now() + timedelta(days=300)})
    add_rows(SurveyResponse, rows)


CHILD = """
import json, time
from bench.memory import peak_megabytes
from leadgate.scoring import goals
from workers.app import OneAct, celery
began, is_due = time.perf_counter(), True
while is_due:
    celery.tasks["leadgate.scoring.learn"]()
    with OneAct._flask.app_context(), OneAct._here.opened():
        is_due = goals.due() is not None
took = time.perf_counter() - began
print(json.dumps({"seconds": round(took, 1), "megabytes": round(peak_megabytes())}))
"""


def _child(environment: dict[str, str]) -> dict[str, object]:
    """Learning and scoring in a worker's process, without its broker: how long, and how much memory at most."""
    run = subprocess.run(
        [sys.executable, "-c", CHILD], env={**os.environ, **environment}, stdout=subprocess.PIPE, check=True
    )
    found: dict[str, object] = json.loads(run.stdout)
    return found


def _p95(app: Flask, path: str) -> float:
    client, took = app.test_client(), []
    with client.session_transaction() as cookie:
        cookie["_user_id"] = str(_owner())
    for nth in range(WARM + TIMES):
        forget_what_was_read()
        began = time.perf_counter()
        answer = client.get(path)
        if nth >= WARM:
            took.append((time.perf_counter() - began) * 1000)
        assert answer.status_code == 200, (path, answer.status_code)
    assert "<svg" in answer.text, "the figures are there"
    return round(statistics.quantiles(took, n=20)[-1], 1)


@action
def _owner() -> object:
    account = accounts.add_account(f"{new_id().hex}@bench.example", Role.OWNER, "quiet river stones 42")
    return sessions.open_session(account, Arrival("192.0.2.0/24"))
