"""What other sites load of us, made small: `python -m tests.house.scripts` writes it; `make scripts` is the same.

Every visitor of every page of another site loads this script, so its own names are as short as they can be. It is made
here and kept, so that an installation needs no program for it.
"""

from pathlib import Path

from calmjs.parse import es5
from calmjs.parse.unparsers.es5 import minify_print

FOLDER = Path(__file__).parents[2] / "leadgate/cookies/script"
SOURCE, SMALL = FOLDER / "consent.js", FOLDER / "consent.min.js"


def made() -> str:
    """The file as it should be."""
    small = minify_print(es5(SOURCE.read_text()), obfuscate=True, obfuscate_globals=False)
    return f"/* leadgate, AGPL-3.0 */\n{small}\n"


if __name__ == "__main__":
    SMALL.write_text(made())
