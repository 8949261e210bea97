"""Running a stateful test: each example on a fresh installation of its own."""

import tempfile
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import RuleBasedStateMachine, run_state_machine_as_test

from leadgate.foundation.databases import page_cache
from tests.conftest import build
from tests.visitor import Site


def live(
    machine: Callable[[ExitStack, Site], RuleBasedStateMachine], kind: str, examples: int, steps: int, request
) -> None:
    """Run a machine on one kind of database, so many examples of so many steps."""
    kept, stage = request.getfixturevalue(f"kept_{kind}"), request.getfixturevalue("stage")

    def begin() -> RuleBasedStateMachine:
        stack = ExitStack()
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        here = stage.moved_to(build(folder, LEADGATE_DATABASE_URL=kept.url, LEADGATE_RATE_LIMITS="off"))
        here.database = kept.database
        stack.callback(kept.put_back)
        page_cache.forget()
        stack.enter_context(here.opened())
        return machine(stack, Site(stage.app_of(here), here))

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
