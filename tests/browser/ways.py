"""Which way a journey is made: on which stack, with or without scripts. A short run takes each of either once."""

import pytest

from tests import size
from tests.stacks import KINDS

SCRIPTS = {True: "with JavaScript", False: "without JavaScript"}


def _way(kind: str, *scripts: bool):
    names = [SCRIPTS[one] for one in scripts]
    return pytest.param(kind, *scripts, id=", ".join([kind, *names]))


every_way = pytest.mark.parametrize(
    ("visit", "scripts"),
    [_way(kind, scripts) for kind in KINDS for scripts in SCRIPTS if size.ALL or (kind == "embedded") == scripts],
    indirect=["visit"],
)


def on(kind: str):
    """On both stacks in a full run, in a short one on this."""
    return pytest.mark.parametrize("visit", [_way(one) for one in KINDS if size.ALL or one == kind], indirect=True)
