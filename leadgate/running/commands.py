"""Running: the web server, the worker, the clock, or all three under one roof that mends what falls."""

import os
import resource
import sys
import time
from collections.abc import Callable
from threading import Thread

import click

import config
from leadgate.foundation.background.members import Family, only_family, write_down
from leadgate.foundation.configuration.errors import WrongSetting
from leadgate.foundation.front.binding import bound, is_socket
from leadgate.running.ending import become, done_apart, forked_end_when_asked
from leadgate.running.family import Child, keep
from leadgate.running.port import demand_free, is_open
from leadgate.starting import demand_startable

CONNECTIONS = 8192
"""Connections of one process of the web server; one more waits until another ends."""
PORTS = click.IntRange(1, 65535)
FILES_EACH = 2
"""A connection on which a file is sent has its own, and the file."""
BUFFER_BYTES = 64 * 1024
"""What the server holds of a request's headers, and of an answer that waits for its client."""
PYTHON = (sys.executable, "-P")
"""Nothing is imported from the folder somebody happens to be in: a file there could have any module's name."""
EVERYWHERE = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104 - what is listened at, never what is gone to
"""Every address of this machine, and the one it knows itself by."""


def _self(*words: str) -> list[str]:
    return [*PYTHON, "-m", "leadgate", *words]


def _celery(app: str, *words: str) -> list[str]:
    return [*PYTHON, "-m", "workers", "--quiet", "--app", app, *words]


def _worker_command(*, small: bool) -> list[str]:
    pool = ["--pool", "solo"] if small else ["--pool", "prefork", "--concurrency", "2"]
    quiet = ["--loglevel", "warning", "--without-gossip", "--without-mingle", "--without-heartbeat"]
    return _celery("workers.app", "worker", *pool, *quiet)


def _beat_command() -> list[str]:
    # The schedule holds no truth, so it is kept nowhere: a torn file could only do harm.
    scheduler = ("--scheduler", "workers.schedule:Forgetful", "--pidfile=")
    return _celery("workers.schedule:clock", "beat", "--loglevel", "warning", *scheduler)


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="An address, or unix:/folder/name of a socket.")
@click.option("--port", type=PORTS, default=8000, show_default=True)
@click.option("--demo", is_flag=True, help="Load a small demonstration first, and print a link for its owner.")
def up(host: str, port: int, demo: bool) -> None:
    """Run everything in one: web, worker and clock; Ctrl-C stops all of it.

    Example: leadgate up --port 8123 --demo
    """
    if not config.reading().is_given("LEADGATE_BASE_URL"):
        if is_socket(host):
            raise WrongSetting(f"LEADGATE_BASE_URL should be {config.BASE_URL_WANTED}: a socket has none of its own.")
        os.environ["LEADGATE_BASE_URL"] = _here(host, port)
        if host in EVERYWHERE:
            click.echo("Links in mail lead to this machine alone: set LEADGATE_BASE_URL to what others reach it by.")
    demand_free(host, port)
    with only_family(config.reading().data_dir):
        _bring_up(host, port, demo=demo)


def _bring_up(host: str, port: int, *, demo: bool) -> None:
    migrate = _self("migrate", *(["--demo"] if demo else []))
    _demand_done(lambda: os.execv(migrate[0], migrate))  # noqa: S606 - our own command
    settings = config.load()
    children = [
        Child("web", _self("web", "--host", host, "--port", str(port), "--small")),
        Child("worker", _worker_command(small=True)),
        Child("beat", _beat_command()),
    ]
    where = host if is_socket(host) else _here(host, port)
    Thread(target=_say_when_open, args=(where, settings.base_url), daemon=True).start()

    def write_members() -> None:
        members = tuple(child.as_member() for child in children)
        write_down(Family(os.getpid(), where, members), settings.data_dir)

    keep(children, write_members)


def _say_when_open(where: str, address: str) -> None:
    """Say where leadgate is once it answers there: whoever follows the line at once finds a page."""
    while not is_open(where):
        time.sleep(0.1)
    click.echo(f"leadgate is at {address}")
    sys.stdout.flush()


def _here(host: str, port: int) -> str:
    """The address at which this machine reaches what listens there."""
    named = host.removeprefix("[").removesuffix("]")
    reached = EVERYWHERE.get(named, named)
    return f"http://{f'[{reached}]' if ':' in reached else reached}:{port}"


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="An address, or unix:/folder/name of a socket.")
@click.option("--port", type=PORTS, default=8000, show_default=True)
@click.option("--workers", default=2, show_default=True, help="Processes.")
@click.option("--small", is_flag=True, help="One process, for a small machine.")
def web(host: str, port: int, workers: int, small: bool) -> None:
    """Run the web server alone.

    Example: leadgate web --host 0.0.0.0 --port 8000 --workers 4
    """
    demand_free(host, port)
    _demand_done(demand_startable)
    from granian import Granian
    from granian.constants import Interfaces
    from granian.http import HTTP1Settings
    from granian.log import LogLevels

    _allow_open_files()
    forked_end_when_asked()
    Granian(
        "leadgate.running.serving:application",
        factory=True,
        **bound(host, port),
        interface=Interfaces.ASGI,
        workers=1 if small else workers,
        backlog=1024,
        backpressure=CONNECTIONS,
        websockets=False,
        http1_settings=HTTP1Settings(max_buffer_size=BUFFER_BYTES),
        log_level=LogLevels.warning,
        log_access=False,
        respawn_failed_workers=True,
        respawn_interval=0.2,
        workers_kill_timeout=10,
    ).serve()


def _demand_done(work: Callable[[], None]) -> None:
    """Go on only when something is done; what is wrong it says itself, once, and nothing of it is carried after."""
    if status := done_apart(work):
        sys.exit(status)


def _allow_open_files() -> None:
    """Let the server have all connections it may: a system allows a thousand files as a rule, and more when asked."""
    _soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = FILES_EACH * CONNECTIONS
    resource.setrlimit(resource.RLIMIT_NOFILE, (wanted if hard == resource.RLIM_INFINITY else min(wanted, hard), hard))


@click.command()
def worker() -> None:
    """Run the worker alone; any number of them may run.

    Example: leadgate worker
    """
    _demand_done(demand_startable)
    become(_worker_command(small=False))


@click.command()
def beat() -> None:
    """Run the clock alone; one is enough, two do no harm.

    Example: leadgate beat
    """
    _demand_done(demand_startable)
    become(_beat_command())
