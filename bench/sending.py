"""Letters sent: copies made for everybody, then taken by a mail server on loopback, by one worker and by two.

The mail server is a process of its own, as small as one can be, so that what is measured is ours.
"""

import asyncio
import gc
import multiprocessing
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from uuid import UUID

from bench import leads, prepared
from bench.clock import installation_of
from bench.memory import peak_megabytes
from leadgate.app import create_app
from leadgate.consent.actions.purposes import PurposeWords, add_purpose
from leadgate.foundation.databases import migrating
from leadgate.foundation.db import forget_what_was_read
from leadgate.foundation.installation import Installation
from leadgate.letter_sending import queries
from leadgate.letter_sending.actions import copying, starting
from leadgate.letter_sending.leaving.sender import send_what_is_due
from leadgate.letters.actions import writing
from leadgate.letters.types import Heading, LetterWording, LinkButton, Passage
from leadgate.operating import install
from tests import services

PEOPLE, SENT = 100_000, 6_000
COPIES_SECONDS, SENT_A_SECOND, TWO_WORKERS = 20, 300, 1.6
SAYS = LetterWording(
    subject="The June letter",
    blocks=(
        Heading(text="What is new in June", level=1),
        Passage(text="Hello,\n\nthis month we **baked** a lot and wrote down how. " * 5),
        LinkButton(label="Read it", url="https://bakery.example/june"),
    ),
)


def measured(kind: str, folder: Path, people: int = PEOPLE) -> list[dict[str, object]]:
    """Every row on one database."""
    with prepared.database(kind, folder) as (url, _bare), _mail_server() as smtp:
        here = installation_of(prepared.settings(folder, url, 1))
        here.given = replace(here.given, smtp_url=smtp)
        with here.opened(), create_app(here).app_context():
            migrating.migrate(here)
            migrating.make_keys()
            install(here)
            gc.freeze()
            add_purpose("newsletter", PurposeWords("en", "Monthly letter", "Once a month."))
            list(leads.brought(people))
            forget_what_was_read()
            found = [_copied(people), *_sent(here)]
        here.database.dispose()
    return found


def _copied(people: int) -> dict[str, object]:
    made, before = _letter(), peak_megabytes()
    began = time.perf_counter()
    while copying.copy_some(made):
        forget_what_was_read()
    seconds = time.perf_counter() - began
    assert queries.run(made).copied == people
    return {
        "work": "letters: copies made",
        "rows": people,
        "seconds": round(seconds, 1),
        "grown_megabytes": round(peak_megabytes() - before),
        "bar_seconds": COPIES_SECONDS * people / PEOPLE,
    }


def _letter() -> UUID:
    made = writing.begin("June", "newsletter", {"en": SAYS})
    starting.start(made)
    forget_what_was_read()
    return made


def _sent(here: Installation) -> Iterator[dict[str, object]]:
    alone = _workers(here, 1)
    yield {"work": "letters: sent by one worker", "per_second": round(alone), "bar": SENT_A_SECOND}
    both = _workers(here, 2)
    ratio = {"ratio": round(both / alone, 2), "bar": TWO_WORKERS}
    yield {"work": "letters: sent by two workers", "per_second": round(both), **ratio}


def _workers(here: Installation, many: int) -> float:
    """Letters a second that so many processes send together, out of what waits."""
    before, several = _left(), multiprocessing.get_context("fork")
    here.database.dispose()
    seconds = 20.0
    workers = [several.Process(target=_work, args=(here, seconds)) for _one in range(many)]
    began = time.perf_counter()
    for one in workers:
        one.start()
    for one in workers:
        one.join()
    taken = time.perf_counter() - began
    return (_left() - before) / taken


def _left() -> int:
    forget_what_was_read()
    return sum(sum(queries.counted(run.letter_id).values()) for run, _name in queries.runs())


@contextmanager
def _mail_server() -> Iterator[str]:
    """A server that takes everything, in a process of its own; answers its address."""
    port = services.free_port()
    server = multiprocessing.get_context("spawn").Process(target=_serve, args=(port,), daemon=True)
    server.start()
    try:
        services.until(lambda: services.answers(port))
        yield f"smtp://127.0.0.1:{port}"
    finally:
        server.kill()
        server.join()


def _serve(port: int) -> None:
    with suppress(KeyboardInterrupt):
        asyncio.run(_take_all(port))


async def _take_all(port: int) -> None:
    server = await asyncio.start_server(_client, "127.0.0.1", port, limit=1 << 22)
    await server.serve_forever()


async def _client(said: asyncio.StreamReader, says: asyncio.StreamWriter) -> None:
    says.write(b"220 takes all\r\n")
    while line := await said.readline():
        if line[:4].upper() == b"EHLO":
            says.write(b"250-takes all\r\n250 8BITMIME\r\n")
        elif line[:4].upper() == b"DATA":
            says.write(b"354 go on\r\n")
            await says.drain()
            await said.readuntil(b"\r\n.\r\n")
            says.write(b"250 taken\r\n")
        else:
            says.write(b"221 bye\r\n" if line[:4].upper() == b"QUIT" else b"250 well\r\n")
        await says.drain()
    says.close()


def _work(here: Installation, seconds: float) -> None:
    with here.opened(), create_app(here).app_context():
        send_what_is_due(seconds)
