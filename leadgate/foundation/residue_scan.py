"""Remains: looking for what was erased in the places the ground floor itself writes to.

SQLite leaves a deleted value in its write-ahead log until a truncating checkpoint; a broker keeps what waits; a folder
keeps what a process that died left behind. Each is searched byte by byte for what the erased person gave and for the
sealed form of it.
"""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from tempfile import gettempdir
from typing import BinaryIO

from leadgate.foundation.installation import installation
from leadgate.foundation.mail import kept
from leadgate.foundation.privacy.erasure_engine import Store
from leadgate.foundation.words import text as _

MOST_BYTES_READ = 8 * 2**30
"""Files times needles; beyond it a search would hold the worker up for minutes, and says that it did not look."""
PART_BYTES = 2**20


def files_with(needles: Sequence[bytes], paths: Iterable[Path]) -> int | None:
    """How many of these byte strings stand in these files, each file counted for itself; None for too much to read.

    Args:
        needles: what should not be there any more, each searched for as it is.
        paths: those that are no file (any more) are passed over.
    """
    found = {path: path.stat().st_size for path in paths if path.is_file()}
    if sum(found.values()) * len(needles) > MOST_BYTES_READ:
        return None
    return sum(_holds(path, needle) for path, size in found.items() if size for needle in needles)


def _holds(path: Path, needle: bytes) -> bool:
    """Whether a file holds these bytes; it may be cut, grow or go meanwhile.

    It is read in parts and not mapped: to touch a page of a mapped file that another process has cut ends this one.
    """
    try:
        with path.open("rb") as file:
            return any(needle in part for part in _overlapping(file, len(needle) - 1))
    except FileNotFoundError:  # it went while we looked
        return False


def _overlapping(file: BinaryIO, overlap: int) -> Iterator[bytes]:
    """The parts of a file, each with the end of the one before it, where a word could lie across both."""
    end = b""
    while part := file.read(PART_BYTES):
        yield end + part
        end = (end + part)[-overlap:] if overlap else b""


def _database_files() -> list[Path]:
    database = installation().database
    return [Path(f"{database.url.database}{part}") for part in ("", "-wal")] if database.is_sqlite else []


def _search_pages(needles: Sequence[bytes]) -> int | None:
    files = _database_files()
    return files_with(needles, files) if files else None


def _checkpoint(_people: object) -> int:
    installation().database.checkpoint()
    return 0


def _search_broker(needles: Sequence[bytes]) -> int | None:
    settings = installation().settings
    if not settings.redis_url:
        return files_with(needles, (settings.data_dir / "broker").rglob("*"))
    import redis

    waiting = b"\0".join(_messages(redis.Redis.from_url(settings.redis_url, socket_timeout=5)))
    return sum(needle in waiting for needle in needles)


def _messages(client: "redis.Redis") -> Iterator[bytes]:  # type: ignore[name-defined]  # noqa: F821
    for key in client.scan_iter():
        match client.type(key):
            case b"list":
                yield from client.lrange(key, 0, -1)
            case b"hash":
                yield from client.hvals(key)


def _search_folder(needles: Sequence[bytes]) -> int | None:
    """Everything else in the data folder: logs, exports, half-written files."""
    folder = installation().settings.data_dir
    elsewhere = {folder / "mail", folder / "broker"}
    named = [path for path in folder.rglob("*") if not elsewhere & set(path.parents)]
    return files_with(needles, [path for path in named if path not in set(_database_files())])


def _search_temporary(needles: Sequence[bytes]) -> int | None:
    return files_with(needles, Path(gettempdir()).glob("leadgate-*"))


def _search_mail(needles: Sequence[bytes]) -> int | None:
    return files_with(needles, (installation().settings.data_dir / "mail").rglob("*"))


def _nothing(_people: object) -> int:
    return 0


KEPT_MAIL = Store("kept mail", _("kept copies of letters"), lambda _people: kept.forget_the_gone(), _search_mail)
DATABASE = Store(
    "database pages and write-ahead log", _("pages of the database and its log"), _checkpoint, _search_pages
)
BROKER = Store("broker messages", _("messages between the machines"), _nothing, _search_broker)
DATA_FOLDER = Store(
    "data folder: logs, exports, half-written files",
    _("the data folder: logs, exports, half-written files"),
    _nothing,
    _search_folder,
)
TEMPORARY = Store("temporary files", _("temporary files"), _nothing, _search_temporary)
