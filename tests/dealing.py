"""How tests are dealt to processes: each by itself, but those that share something dear all to one.

This is what `--dist loadgroup` promises; xdist 3.8 writes its groups where pytest 9.2 no longer looks
(https://github.com/pytest-dev/pytest-xdist/issues/1386), so it is done here by what a test is called.
"""

import pytest
from xdist.scheduler import LoadScopeScheduling

TOGETHER = ("tests/operating/test_behind_any_proxy.py",)
"""Files whose tests share what they started."""
STACKS = ("embedded", "large")
"""What a journey in `tests/browser` names first among its parameters; all else there is on the demonstration."""


class Dealing(LoadScopeScheduling):
    """Groups go first, the largest before the others, and then test by test to whoever is free."""

    def _split_scope(self, nodeid: str) -> str:
        if nodeid.startswith(TOGETHER):
            return nodeid.partition("::")[0]
        if not nodeid.startswith("tests/browser/"):
            return nodeid
        return next((kind for kind in STACKS if f"[{kind}" in nodeid), "demonstration")


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: object) -> Dealing | None:
    """Take the place of xdist's own for that option alone."""
    return Dealing(config, log) if config.getoption("dist") == "loadgroup" else None
