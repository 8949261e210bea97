"""The rows of pages: each of ours and what it is compared with, in turn, on the same machine in the same run."""

import os
import re
import subprocess
import sys
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from bench import load, prepared, scripts
from bench.load import THREADS, bare, rate
from tests.services import free_port

FIVE_MB = 5_000_000
Pair = tuple[Callable[[int], float], Callable[[int], float]]


def measured(database: str, folder: Path, times: int) -> dict[str, tuple[list[float], list[float]]]:
    """Each row's rates, ours and theirs, as often as asked."""
    found: dict[str, tuple[list[float], list[float]]] = {}
    with _servers(database, folder) as pairs:
        for work, (ours, theirs) in pairs.items():
            runs = [(ours(run), theirs(run)) for run in range(times)]
            found[work] = ([one for one, _ in runs], [other for _, other in runs])
            print(f"{database} {work}: {found[work]}", file=sys.stderr)
    return found


@contextmanager
def _servers(database: str, folder: Path) -> Iterator[dict[str, Pair]]:
    ours, theirs = free_port(), free_port()
    with prepared.database(database, folder) as (url, bare_url):
        environment = prepared.settings(folder, url, ours)
        gate = prepared.gate(environment, folder)
        command = [sys.executable, "-m", "leadgate", "web", "--port", str(ours)]
        own = {"BARE_DATABASE_URL": bare_url, "BARE_FILE": str(gate.file)}
        subprocess.run([sys.executable, "-c", "import bench.bare"], env={**os.environ, **own}, check=True)  # its tables
        with load.running(command, ours, environment), load.running(bare(theirs), theirs, own):
            yield _pairs(f"http://127.0.0.1:{ours}", f"http://127.0.0.1:{theirs}", folder, gate)


def _pairs(ours: str, theirs: str, folder: Path, gate: prepared.Gate) -> dict[str, Pair]:
    token = token_of(f"{ours}/a/guide")
    six = _posts(theirs, folder, "/rows", "", "bare")
    hello = lambda _run: rate(f"{theirs}/hello")  # noqa: E731
    one_kilobyte = scripts.each(folder, "GET", gate.downloads, "start", threads=THREADS, range_="bytes=0-1023")
    whole = scripts.each(folder, "GET", gate.downloads, "whole", threads=THREADS)
    confirms = [
        scripts.each(folder, "POST", links, f"confirm-{run}", threads=THREADS)
        for run, links in enumerate(gate.confirmations)
    ]
    return {
        "opt-in": (_posts(ours, folder, "/a/guide", f"csrf_token={token}&name=Ada&consent=newsletter", "ours"), six),
        "landing page": (lambda _run: rate(f"{ours}/a/guide"), hello),
        "confirm": (lambda run: rate(ours, confirms[run]), six),
        "download start": (lambda _run: rate(ours, one_kilobyte), hello),
        "5 MB download": (lambda _run: rate(ours, whole), lambda _run: rate(f"{theirs}/file")),
    }


def _posts(url: str, folder: Path, path: str, rest: str, name: str) -> Callable[[int], float]:
    return lambda run: rate(url, scripts.post(folder, path, rest, f"{name}{run}{os.urandom(2).hex()}"))


def token_of(url: str) -> str:
    """What the form of a page has to be sent with."""
    with urllib.request.urlopen(url) as page:
        found = re.search(r'name="csrf_token" value="([^"]+)"', page.read().decode())
    assert found
    return found[1]


def command(*words: str, environment: dict[str, str]) -> None:
    """Run a command of leadgate's."""
    subprocess.run([sys.executable, "-m", "leadgate", *words], env={**os.environ, **environment}, check=True)
