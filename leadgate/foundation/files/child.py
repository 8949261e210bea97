"""Reading files of strangers in a child process that may use little time and memory and write nothing."""

import subprocess
import sys
from pathlib import Path

from leadgate.foundation.files.drawing import CPU_SECONDS

PROGRAM = Path(__file__).with_name("drawing.py")


class NotRead(Exception):
    """The file is broken, too large to read, or takes too long."""


def drawn_by(drawer: str, file: bytes) -> tuple[bytes, list[str]]:
    """What a drawer of `drawing.py` makes of a file, and the words it says about it.

    Args:
        drawer: its name in `drawing.DRAWERS`.
        file: whatever somebody sent.

    Raises:
        NotRead: the drawer gave up, was stopped by its limits, or could not be started.
    """
    try:
        done = subprocess.run(  # noqa: S603 - a program of our own, and a name from our own code
            [sys.executable, "-I", "-B", str(PROGRAM), drawer],
            input=file,
            capture_output=True,
            timeout=CPU_SECONDS * 3,
            check=True,
        )
    except (subprocess.SubprocessError, OSError) as trouble:
        raise NotRead from trouble
    return done.stdout, done.stderr.decode(errors="replace").split()
