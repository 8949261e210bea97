"""Reading files of strangers in a child process that may use little time and memory and write nothing."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from io import UnsupportedOperation
from pathlib import Path
from typing import Any, BinaryIO

from leadgate.foundation.files.drawing import CPU_SECONDS

PROGRAM = Path(__file__).with_name("drawing.py")


class NotRead(Exception):
    """The file is broken, too large to read, or takes too long."""


def drawn_by(drawer: str, file: bytes | BinaryIO) -> tuple[bytes, list[str]]:
    """What a drawer of `drawing.py` makes of a file, and the words it says about it.

    Args:
        drawer: its name in `drawing.DRAWERS`.
        file: whatever somebody sent; one that lies on this machine is read by the child alone, and stands where it did.

    Raises:
        NotRead: the drawer gave up, was stopped by its limits, or could not be started.
    """
    with _given(file) as given:
        try:
            done = subprocess.run(  # noqa: S603 - a program of our own, and a name from our own code
                [sys.executable, "-I", "-B", str(PROGRAM), drawer],
                **given,
                capture_output=True,
                timeout=CPU_SECONDS * 3,
                check=True,
            )
        except (subprocess.SubprocessError, OSError) as trouble:
            raise NotRead from trouble
    return done.stdout, done.stderr.decode(errors="replace").split()


@contextmanager
def _given(file: bytes | BinaryIO) -> Iterator[dict[str, Any]]:
    """How the child gets it. It shares its place in an open file with us, who may have read ahead of it."""
    if isinstance(file, bytes):
        yield {"input": file}
        return
    try:
        handle = file.fileno()
    except UnsupportedOperation:
        at = file.tell()
        yield {"input": file.read()}
        file.seek(at)
        return
    at = os.lseek(handle, 0, os.SEEK_CUR)
    yield {"stdin": handle}
    os.lseek(handle, at, os.SEEK_SET)
