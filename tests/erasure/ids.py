"""Where an id still stands: in any column of any table, in the bytes of a file, in the name of a file or folder."""

from base64 import b64encode
from collections.abc import Iterable, Iterator
from pathlib import Path
from uuid import UUID

from sqlalchemy import MetaData, select

from leadgate.foundation.db import Database
from tests.spellings import spellings


def places_of(ids: Iterable[UUID], database: Database, folder: Path) -> set[str]:
    """The columns and paths that name any of these ids, however it is spelled."""
    words = {spelled for each in ids for spelled in _spellings(each)}
    paths = {str(path) for path in folder.rglob("*") for word in words if word in str(path).lower().encode()}
    files = {str(path) for path in folder.rglob("*") if path.is_file() and _holds(path.read_bytes(), words)}
    return paths | files | set(_columns(database, words))


def _spellings(each: UUID) -> set[bytes]:
    """As text, with and without dashes and in capitals, as bytes, and as both in Base64."""
    texts = {spelled for text in (each.hex, str(each)) for spelled in spellings(text) | {text.upper().encode()}}
    return texts | {each.bytes, b64encode(each.bytes).rstrip(b"=")[:-1]}


def _holds(content: bytes, words: set[bytes]) -> bool:
    return any(word in content for word in words)


def _columns(database: Database, words: set[bytes]) -> Iterator[str]:
    """Read as the database has them, whatever our classes say of the tables."""
    there = MetaData()
    with database.writer.connect() as connection:
        there.reflect(connection)
        for table in there.tables.values():
            for row in connection.execute(select(table)).mappings():
                yield from (f"{table}.{name}" for name, value in row.items() if _holds(_bytes(value), words))


def _bytes(value: object) -> bytes:
    return bytes(value) if isinstance(value, bytes | memoryview) else str(value).encode()
