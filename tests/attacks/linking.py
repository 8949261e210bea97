"""Whoever has the whole database, the file store, a bundle and the master key, and follows every id to every other."""

import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from uuid import UUID
from zipfile import ZipFile

from sqlalchemy import MetaData, select

from leadgate.bundle import writing

IDS = re.compile(r"[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}|[0-9a-f]{64}")


def ids_in(value: object) -> Iterator[str]:
    """Every id and every hash in a value, whatever it is wrapped in, in one spelling."""
    if isinstance(value, UUID):
        yield value.hex
    elif isinstance(value, bytes | memoryview):
        yield from [bytes(value).hex()] if len(value) in (16, 32) else []
    elif isinstance(value, dict):
        yield from ids_in([*value.keys(), *value.values()])
    elif isinstance(value, list | tuple | set):
        for one in value:
            yield from ids_in(one)
    elif isinstance(value, str):
        yield from (found.replace("-", "") for found in IDS.findall(value.lower()))


def together(here, folder: Path) -> list[frozenset[str]]:
    """What stands together: in a row of any table, a file of the store or a line of a bundle made now."""
    return [frozenset(ids_in(one)) for one in (*_rows(here), *_files(here), *_lines(folder))]


def _rows(here) -> Iterator[object]:
    with here.database.reader.connect() as connection:
        kept = MetaData()
        kept.reflect(connection)
        for table in kept.tables.values():
            yield from (list(row) for row in connection.execute(select(table)))


def _files(here) -> Iterator[object]:
    for name, size in list(here.storage.files()):
        yield [name, b"".join(here.storage.read(name, 0, size)).decode(errors="replace")] if size else name


def _lines(folder: Path) -> Iterator[object]:
    path = folder / f"bundle-{len(list(folder.glob('bundle-*')))}.zip"
    writing.write(path)
    with ZipFile(path) as file:
        for name in file.namelist():
            if name.endswith((".jsonl", ".json")):
                yield from (
                    json.loads(line) for line in file.read(name).decode().splitlines() if line[:1] == "{" < line
                )


def reached(start: Iterable[object], known: list[frozenset[str]], common: frozenset[str]) -> set[str]:
    """Every id that can be come to from some values, step by step.

    Args:
        start: what the attacker begins with.
        known: what stands together.
        common: ids that are not one person's (of assets, wordings, staff), over which everybody comes to everybody.
    """
    found, new = set(), set(ids_in(list(start))) - common
    while new:
        found |= new
        new = {each for one in known if one & new for each in one} - found - common
    return found
