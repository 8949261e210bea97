"""Reading files of strangers in a child process that may use little time and memory and write nothing.

Run as `python -m <module> < file > result`; the last word on stderr can say something about the result.
"""

import resource
import subprocess
import sys

MEMORY_BYTES = 1_500_000_000
CPU_SECONDS = 10


class NotRead(Exception):
    """The file is broken, too large to read, or takes too long."""


def read_by(module: str, file: bytes) -> tuple[bytes, list[str]]:
    """What a module makes of a file, and the words it says about it.

    Raises:
        NotRead
    """
    try:
        done = subprocess.run(  # noqa: S603 - a module of our own, named in our own code
            [sys.executable, "-I", "-m", module],
            input=file,
            capture_output=True,
            timeout=CPU_SECONDS * 3,
            check=True,
        )
    except (subprocess.SubprocessError, OSError) as trouble:
        raise NotRead from trouble
    return done.stdout, done.stderr.decode(errors="replace").split()


def take_little() -> None:
    """Limit the process at hand, before it reads anything."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
