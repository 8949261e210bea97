"""What readers in child processes say of the few files that nearly every test publishes, asked once.

A child costs a fifth of a second, and the same guide is published in two thousand tests.
"""

from typing import BinaryIO

from leadgate.foundation.files import child
from tests.papers import PDF, PNG

OFTEN = {PDF, PNG}
LARGEST = max(map(len, OFTEN))
_ask, _known = child.drawn_by, dict[tuple[str, bytes], tuple[bytes, list[str]]]()


def drawn_by(drawer: str, file: bytes | BinaryIO) -> tuple[bytes, list[str]]:
    """As `child.drawn_by`, which is asked about everything else."""
    content = file if isinstance(file, bytes) else _beginning(file)
    if content not in OFTEN:
        return _ask(drawer, file)
    if (drawer, content) not in _known:
        _known[drawer, content] = _ask(drawer, content)
    return _known[drawer, content]


def _beginning(file: BinaryIO) -> bytes:
    at = file.tell()
    content = file.read(LARGEST + 1)
    file.seek(at)
    return content


def remember() -> None:
    """Have it stand where the files are read from now on."""
    child.drawn_by = drawn_by
