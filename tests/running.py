"""leadgate as processes of its own, the way an operator runs it."""

import os
import signal
import subprocess
import sys
from http.client import HTTPConnection
from pathlib import Path

from click.testing import CliRunner, Result

from leadgate.cli import main
from tests.conftest import ENVIRONMENT, build
from tests.services import answers, free_port, until

ROOT = Path(__file__).parents[1]


def leadgate(*words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a command and wait for it."""
    command = [sys.executable, "-m", "leadgate", *words]
    options = {"cwd": ROOT, "capture_output": True, "text": True, "timeout": 120}
    return subprocess.run(command, env=_environ(environment), check=False, **options)


def commanded(*words: str, **environment: str) -> Result:
    """Run a command in this process, which has everything imported; `leadgate` runs one in its own."""
    around = dict.fromkeys(_settings_around())
    return CliRunner().invoke(main, words, env={**around, **environment}, catch_exceptions=False)


def _environ(environment: dict[str, str]) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name not in _settings_around()}
    return {**kept, **environment}


def _settings_around() -> list[str]:
    return [name for name in os.environ if name.startswith("LEADGATE_")]


class Running:
    """Some of leadgate's processes on one data folder; what they say is kept beside it."""

    def __init__(self, folder: Path, host: str = "127.0.0.1", **environment: str) -> None:
        self.folder, self.port = folder, free_port()
        own = {"LEADGATE_DATA_DIR": str(folder / "data"), "LEADGATE_BASE_URL": f"http://{host}:{self.port}"}
        self.environment = {**ENVIRONMENT, "LEADGATE_RATE_LIMITS": "off", **own, **environment}
        self.log = folder / "log"
        self.processes: list[subprocess.Popen[bytes]] = []
        self.here = build(folder / "data", **self.environment)

    @property
    def url(self) -> str:
        return self.environment["LEADGATE_BASE_URL"]

    def command(self, *words: str) -> str:
        """Run a command on the same installation; it has to succeed."""
        done = commanded(*words, **self.environment)
        assert done.exit_code == 0, done.stderr
        return done.stdout.strip()

    def start(self, *words: str) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", "leadgate", *words]
        with self.log.open("ab") as log:
            process = subprocess.Popen(
                command, env=_environ(self.environment), cwd=ROOT, stdout=log, stderr=log, start_new_session=True
            )
        self.processes.append(process)
        return process

    def up(self) -> subprocess.Popen[bytes]:
        process = self.start("up", "--port", str(self.port))
        until(lambda: answers(self.port))
        return process

    def web(self) -> subprocess.Popen[bytes]:
        process = self.start("web", "--port", str(self.port), "--small")
        until(lambda: answers(self.port))
        return process

    def connection(self) -> HTTPConnection:
        return HTTPConnection("127.0.0.1", self.port, timeout=10)

    def stop(self) -> None:
        for process in self.processes:
            if process.poll() is None:
                process.send_signal(signal.SIGTERM)
        for process in self.processes:
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()
        self.here.database.dispose()


def children_of(pid: int) -> list[int]:
    """The processes below one, direct and indirect."""
    parents = {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = path.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        parents[int(path.parent.name)] = int(fields[1])
    found = [child for child, parent in parents.items() if parent == pid]
    return [*found, *(grand for child in found for grand in children_of(child))]


def command_line(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/cmdline").read_text().replace("\0", " ")
    except OSError:
        return ""
