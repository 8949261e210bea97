"""What other sites load of us, made small: `python -m tests.house.scripts` writes it; `make scripts` is the same.

Every visitor of every page of another site loads this script, so its own names are as short as they can be. It is made
here and kept, so that an installation needs no program for it.
"""

import re
from pathlib import Path

from calmjs.parse import es5
from calmjs.parse.unparsers.es5 import minify_print

FOLDER = Path(__file__).parents[2] / "leadgate/cookies/script"
SOURCE, SMALL = FOLDER / "consent.js", FOLDER / "consent.min.js"


def made() -> str:
    """The file as it should be."""
    small = minify_print(es5(SOURCE.read_text()), obfuscate=True, obfuscate_globals=False)
    # What a page has changed about its objects may then fail in silence, and ends no banner.
    lenient = _with_arrows(small).replace('"use strict";', "")
    return f"/* leadgate, AGPL-3.0 */\n{lenient}\n"


def _with_arrows(small: str) -> str:
    """The same with its nameless functions in their short form, for none of them asks for `this` or `arguments`."""
    short = re.sub(r"(?<![\w$])function\(([^)]*)\)\{", _arrow, small)
    return re.sub(r"=>\{return\b ?([^;{}]*);\}", r"=>\1", short)


def _arrow(found: re.Match[str]) -> str:
    taken = found[1]
    return f"{taken}=>{{" if taken.isidentifier() else f"({taken})=>{{"


if __name__ == "__main__":
    SMALL.write_text(made())
