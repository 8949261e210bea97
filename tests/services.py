"""Real servers, started on free ports in a temporary folder and stopped with the tests."""

import os
import pwd
import secrets
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import psycopg
from aiosmtpd.controller import Controller

PATIENCE_SECONDS = 60


BELOW_EPHEMERAL = range(10_000, 32_000)
"""Ports no system hands out by itself: one that is kept for later is not taken by somebody's call meanwhile."""
_handed_out = set[int]()


def free_port() -> int:
    """A port nobody listens at, and that no test beside this one is given by chance."""
    while True:
        port = secrets.choice(BELOW_EPHEMERAL)
        with suppress(OSError), socket.socket() as found:
            found.bind(("127.0.0.1", port))
            if port not in _handed_out:
                _handed_out.add(port)
                return port


def until(true: Callable[[], object], seconds: float = PATIENCE_SECONDS) -> None:
    """Wait for something outside this process; a test that gives up says so."""
    ends = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < ends, "this did not become true in time"
        time.sleep(0.02)


def answers(port: int) -> bool:
    with socket.socket() as tried:
        tried.settimeout(1)
        return tried.connect_ex(("127.0.0.1", port)) == 0


def _postgres_program(name: str) -> str:
    found = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"))
    program = str(found[-1]) if found else shutil.which(name)
    assert program, f"{name} is missing; `make test` installs Debian's package postgresql"
    return program


def _unprivileged() -> dict[str, object]:
    """PostgreSQL refuses to run as root, so root hands it to somebody else."""
    if os.geteuid() != 0:
        return {}
    names = {one.pw_name for one in pwd.getpwall()}
    other = pwd.getpwnam("postgres" if "postgres" in names else "nobody")
    return {"user": other.pw_uid, "group": other.pw_gid, "extra_groups": []}


@contextmanager
def folder_of_its_own(name: str) -> Iterator[Path]:
    """A temporary folder outside pytest's, which a second run on the machine would shut against the server's user."""
    made = Path(tempfile.mkdtemp(prefix=f"leadgate-tests-{name}-"))
    made.chmod(0o755)
    try:
        yield made
    finally:
        shutil.rmtree(made, ignore_errors=True)


@contextmanager
def postgresql(*, durable: bool = False) -> Iterator["PostgreSQL"]:
    """A server that is there for a while."""
    with folder_of_its_own("postgresql") as folder:
        server = PostgreSQL(folder / "server", durable=durable)
        server.start()
        try:
            yield server
        finally:
            server.stop()


class PostgreSQL:
    """One server in one folder, that can be killed and started again."""

    def __init__(self, folder: Path, *, durable: bool = False) -> None:
        self.folder, self.port, self._as = folder, free_port(), _unprivileged()
        self._durable = durable
        self._process: subprocess.Popen[bytes] | None = None
        folder.mkdir(mode=0o700)
        if self._as:
            os.chown(folder, self._as["user"], self._as["group"])
        command = [_postgres_program("initdb"), "-D", str(folder / "data"), "-U", "leadgate", "-A", "trust", "-N"]
        subprocess.run([*command, "-E", "UTF8", "--locale=C"], check=True, capture_output=True, cwd="/", **self._as)

    def start(self) -> None:
        safe = [] if self._durable else ["-F", "-c", "synchronous_commit=off", "-c", "full_page_writes=off"]
        options = ["-p", str(self.port), "-k", str(self.folder), "-h", "127.0.0.1", "-c", "max_connections=80"]
        command = [_postgres_program("postgres"), "-D", str(self.folder / "data"), *options, *safe]
        log = (self.folder.parent / f"{self.folder.name}.log").open("ab")
        self._process = subprocess.Popen(command, stdout=log, stderr=log, cwd="/", **self._as)
        until(self._serves)

    def _serves(self) -> bool:
        """Whether it takes questions; the port is open a moment before that."""
        try:
            psycopg.connect(f"host=127.0.0.1 port={self.port} user=leadgate dbname=postgres", connect_timeout=2).close()
        except psycopg.OperationalError:
            return False
        return True

    def stop(self, *, at_once: bool = False) -> None:
        if self._process and self._process.poll() is None:
            self._process.kill() if at_once else self._process.send_signal(2)
            self._process.wait(PATIENCE_SECONDS)

    def url(self, database: str) -> str:
        return f"postgresql+psycopg://leadgate@127.0.0.1:{self.port}/{database}"


class Redis:
    """One server that keeps nothing, and can be frozen, killed and started again empty."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.port = folder, free_port()
        self.start()

    @property
    def url(self) -> str:
        return f"redis://127.0.0.1:{self.port}/0"

    def start(self) -> None:
        options = ["--port", str(self.port), "--save", "", "--dir", str(self.folder), "--bind", "127.0.0.1"]
        self._process = subprocess.Popen(["redis-server", *options], stdout=subprocess.DEVNULL)
        until(lambda: answers(self.port))

    def freeze(self) -> None:
        self._process.send_signal(signal.SIGSTOP)

    def thaw(self) -> None:
        self._process.send_signal(signal.SIGCONT)

    def kill(self) -> None:
        self._process.kill()
        self._process.wait()


@contextmanager
def redis(folder: Path) -> Iterator[Redis]:
    server = Redis(folder)
    try:
        yield server
    finally:
        server.kill()


class Inbox:
    """What a real SMTP server received; can be told to refuse."""

    def __init__(self) -> None:
        self.received: list[tuple[list[str], bytes]] = []
        self.refuses = False
        self.at_data = ""
        """The answer to a message while it refuses."""
        self.at_recipient = ""
        """The answer to a recipient, where one is refused."""

    async def handle_RCPT(self, _server, _session, envelope, address, _options) -> str:  # noqa: N802
        if self.at_recipient:
            return self.at_recipient
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _server, _session, envelope) -> str:  # noqa: N802
        if self.refuses:
            return self.at_data or "451 try again later"
        self.received.append((list(envelope.rcpt_tos), bytes(envelope.original_content)))
        return "250 OK"


@contextmanager
def smtp(**options) -> Iterator[tuple[Inbox, str]]:
    inbox, port = Inbox(), free_port()
    server = Controller(inbox, hostname="127.0.0.1", port=port, **options)
    server.start()
    try:
        yield inbox, f"smtp://127.0.0.1:{port}"
    finally:
        server.stop()
