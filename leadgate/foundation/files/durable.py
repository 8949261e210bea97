"""Written so that a power cut leaves what was there, or what is new: never an empty file of the right name."""

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


def write_durably(path: Path, content: bytes) -> None:
    """Have a file hold this and nothing else, safely on the disk when it is done; its folder is made if need be.

    Args:
        path: of the file; one that is there is replaced, whole.
        content: all of it.

    Raises:
        OSError: it holds what it held before.
    """
    with settled(path):
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        draft = path.with_name(f"{path.name}#{secrets.randbelow(10**9)}")  # so named, no store lists it
        try:
            with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            draft.replace(path)
        finally:
            draft.unlink(missing_ok=True)


@contextmanager
def settled(path: Path) -> Iterator[None]:
    """Have what the block puts at a path on the disk when it is left, with every folder it had to make on the way."""
    made = [folder for folder in path.parents if not folder.is_dir()]
    yield
    for each in (path, path.parent, *(folder.parent for folder in made)):
        sync(each)


def sync(path: Path) -> None:
    """Have a file, or the names in a folder, on the disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def sync_all(folder: Path) -> None:
    """Have everything in a folder on the disk, and the folder."""
    for each in (*folder.rglob("*"), folder):
        sync(each)
