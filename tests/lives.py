"""Running a stateful test: each example on a fresh installation of its own."""

import os
import shutil
import tempfile
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import RuleBasedStateMachine, run_state_machine_as_test

from leadgate.assets import landing_cache
from leadgate.foundation import gathering
from leadgate.foundation.installation import Installation
from tests.conftest import build, execute


def live(
    machine: Callable[[ExitStack, Installation], RuleBasedStateMachine], kind: str, examples: int, steps: int, request
) -> None:
    """Run a machine on one kind of database, so many examples of so many steps."""
    sqlite_template = request.getfixturevalue("sqlite_template")

    def begin() -> RuleBasedStateMachine:
        stack = ExitStack()
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        if kind == "sqlite":
            shutil.copy(sqlite_template, folder / "leadgate.db")
            url = f"sqlite:///{folder}/leadgate.db"
        else:
            template, server = request.getfixturevalue("postgresql_template"), request.getfixturevalue("postgresql")
            name = f"life_{os.urandom(6).hex()}"
            execute(server.url("postgres"), f"create database {name} template {template}")
            stack.callback(execute, server.url("postgres"), f"drop database {name} with (force)")
            url = server.url(name)
        here = build(folder, LEADGATE_DATABASE_URL=url, LEADGATE_RATE_LIMITS="off")
        stack.callback(here.database.dispose)
        landing_cache.forget()
        gathering.forget()
        stack.enter_context(here.opened())
        return machine(stack, here)

    run_state_machine_as_test(
        begin,
        settings=settings(
            max_examples=examples,
            stateful_step_count=steps,
            deadline=None,
            suppress_health_check=list(HealthCheck),
            phases=[Phase.explicit, Phase.generate],
        ),
    )
