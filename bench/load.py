"""Load by `wrk`, from the same machine, bounded in time; and the processes it is put on."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).parents[1]
SECONDS = int(os.environ.get("BENCH_SECONDS", "6"))
CONNECTIONS = 16
THREADS = 2
SERVER = ("--workers", "2", "--blocking-threads", "4", "--backlog", "1024")


@contextmanager
def running(command: Sequence[str], port: int, environment: Mapping[str, str]) -> Iterator[subprocess.Popen[bytes]]:
    """A server while the block runs; it has answered once when the block begins."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("LEADGATE_")}
    process = subprocess.Popen(command, cwd=ROOT, env={**kept, **environment}, start_new_session=True)
    try:
        _wait_for(port)
        yield process
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        process.wait(20)


def bare(port: int) -> list[str]:
    """The command of the comparison, on the server leadgate uses, set up as leadgate sets it up."""
    granian = [sys.executable, "-m", "granian", "--interface", "wsgi", "--port", str(port), "--no-ws", *SERVER]
    return [*granian, "--log-level", "warning", "bench.bare:app"]


def rate(url: str, script: str = "", seconds: int = SECONDS) -> float:
    """Requests a second that were answered as they should be.

    Raises:
        AssertionError: some were answered with an error.
    """
    lua = ["-s", script] if script else []
    command = ["wrk", "-t", str(THREADS), "-c", str(CONNECTIONS), "-d", f"{seconds}s", *lua, url]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    assert "Non-2xx" not in said, said
    assert "Socket errors" not in said, said
    return float(re.search(r"Requests/sec:\s+([\d.]+)", said)[1])  # type: ignore[index]


def at_once(acts: Sequence[Callable[[], None]]) -> float:
    """Let acts run side by side; answers the seconds until the last one was done."""
    began = time.perf_counter()
    with ThreadPoolExecutor(len(acts)) as threads:
        for done in [threads.submit(act) for act in acts]:
            done.result()
    return time.perf_counter() - began


def _wait_for(port: int) -> None:
    ends = time.monotonic() + 30
    while time.monotonic() < ends:
        with socket.socket() as tried:
            if tried.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise TimeoutError(port)
