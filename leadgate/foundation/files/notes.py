"""Notes: small documents kept beside the database, for whoever has to know what it does not know any more.

One that cannot be read stops no other, and is never taken for one that is not there: who reads them is told its name.
"""

import json
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Generic, TypeVar

from obstore.exceptions import NotFoundError, PermissionDeniedError

from leadgate.foundation import clock
from leadgate.foundation.files.storage import Storage

T = TypeVar("T")
SPOILT = (ValueError, LookupError, TypeError, AttributeError, RecursionError, PermissionError, PermissionDeniedError)
"""What reading a note raises that was cut short, changed, or is not ours to read."""


@dataclass
class Notes(Generic[T]):
    """What was read of some notes.

    Args:
        found: in the order of their names.
        spoilt: the names of those that could not be read, or not to their end.
    """

    found: list[T] = field(default_factory=list)
    spoilt: list[str] = field(default_factory=list)

    def __iter__(self) -> Iterator[T]:
        """What was found."""
        return iter(self.found)


def read_notes(store: Storage, folder: str, reader: Callable[[Any], Iterable[T]]) -> Notes[T]:
    """The notes of a folder of a store.

    Args:
        store: where they are kept.
        folder: its name in the store.
        reader: what a document says; raises one of `SPOILT` where it is none of ours.
    """
    return _read(list(store.document_names(folder)), store.document, reader)


def read_notes_in(folder: Path, reader: Callable[[Any], Iterable[T]]) -> Notes[T]:
    """As `read_notes`, of a folder on this machine."""
    paths = (str(path) for path in sorted(folder.glob("*.json")) if not path.name.startswith("."))
    return _read(paths, lambda path: json.loads(Path(path).read_text()), reader)


def _read(names: Iterable[str], document: Callable[[str], Any], reader: Callable[[Any], Iterable[T]]) -> Notes[T]:
    notes: Notes[T] = Notes()
    for name in names:
        try:
            for one in reader(document(name)):
                notes.found.append(one)
        except (NotFoundError, FileNotFoundError):
            continue  # let go of just now
        except SPOILT:
            notes.spoilt.append(name)
    return notes


def forget_notes(store: Storage, folder: str, kept: timedelta) -> None:
    """Let go of old notes, whether they can be read or not.

    Args:
        store: where they are kept.
        folder: its name in the store; the notes lie in one folder for each day in it.
        kept: how long.
    """
    for name in list(store.document_names(folder)):
        with suppress(ValueError):  # somebody has put something else there
            if clock.now().date() - date.fromisoformat(name.split("/")[1]) > kept:
                store.delete(name)
