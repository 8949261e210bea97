"""The first page of a PDF as a picture, drawn in a child process that may use little and reach nothing.

Run as `python -m leadgate.assets.preview < file.pdf > page.png`; the last line on stderr is the number of pages.
"""

import resource
import subprocess
import sys
from io import BytesIO

WIDTH_PIXELS = 640
TALLEST_PIXELS = 2_000
MEMORY_BYTES = 1_500_000_000
CPU_SECONDS = 10


class NoPreview(Exception):
    """The file cannot be drawn; it is published without a picture."""


def draw(file: bytes) -> tuple[bytes, int]:
    """A PNG of the first page, and the number of pages.

    Raises:
        NoPreview: the file is broken, encrypted, too large to draw, or takes too long.
    """
    try:
        child = subprocess.run(
            [sys.executable, "-I", "-m", "leadgate.assets.preview"],
            input=file,
            capture_output=True,
            timeout=CPU_SECONDS * 3,
            check=True,
        )
        return child.stdout, int(child.stderr.split()[-1])
    except (subprocess.SubprocessError, OSError, ValueError, IndexError) as trouble:
        raise NoPreview from trouble


def main() -> None:
    """Draw what stands on standard input."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    import pypdfium2

    document = pypdfium2.PdfDocument(sys.stdin.buffer.read())
    page = document[0]
    scale = min(WIDTH_PIXELS / page.get_width(), TALLEST_PIXELS / page.get_height())
    picture = BytesIO()
    page.render(scale=scale).to_pil().convert("RGB").save(picture, "PNG", optimize=True)
    sys.stdout.buffer.write(picture.getvalue())
    sys.stderr.write(f"{len(document)}\n")


if __name__ == "__main__":
    main()
