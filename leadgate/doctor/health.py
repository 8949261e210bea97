"""How the installation is, as a page shows it: what is tried at once, and what a worker tried when somebody asked."""

from collections.abc import Iterable
from dataclasses import dataclass
from time import monotonic
from typing import Any

from flask_babel import gettext as _

from leadgate.doctor.checking import AT_ONCE, CHECKS, WHEN_ASKED, Found, examined
from leadgate.doctor.diagnosis import Diagnosis, note
from leadgate.doctor.wording import WORDS, CheckState, CheckWords
from leadgate.foundation.background import progress
from leadgate.runs import queries as runs
from leadgate.runs.types import RunAsked

KIND = "health"
MOST_SECONDS = 60


@dataclass(frozen=True, slots=True)
class HealthLine:
    """One thing that is tried.

    Args:
        words: what it is.
        state: how it is.
        found: what was found.
        is_now: whether it was tried just now.
    """

    words: CheckWords
    state: CheckState
    found: tuple[Diagnosis, ...]
    is_now: bool


def lines() -> list[HealthLine]:
    """Everything that is tried, what is broken first."""
    last = runs.newest(KIND)
    kept = {name: [Diagnosis(*one) for one in found] for name, found in ((last and last.result) or {}).items()}
    known = examined(AT_ONCE) | {name: kept[name] for name in WHEN_ASKED if name in kept}
    found = [
        HealthLine(WORDS[name], _state(known.get(name)), tuple(known.get(name, ())), name in AT_ONCE) for name in CHECKS
    ]
    order = [CheckState.BROKEN, CheckState.LOOK, CheckState.UNKNOWN, CheckState.GOOD]
    return sorted(found, key=lambda line: order.index(line.state))


def _state(found: Iterable[Diagnosis] | None) -> CheckState:
    if found is None:
        return CheckState.UNKNOWN
    states = {CheckState.BROKEN if one.is_trouble else CheckState.LOOK for one in found}
    return next((one for one in (CheckState.BROKEN, CheckState.LOOK) if one in states), CheckState.GOOD)


def try_all(_run: RunAsked) -> dict[str, Any]:
    """Try what asks servers outside or reads many files, one after the other, and begin nothing after a minute."""
    ends, found = monotonic() + MOST_SECONDS, Found()
    for count, name in enumerate(WHEN_ASKED):
        progress.done(count, len(WHEN_ASKED))
        late = [note(_("It was not tried: what was tried before took more than a minute."))]
        found |= examined([name]) if monotonic() < ends else {name: late}
    return {name: [list(one) for one in findings] for name, findings in found.items()}
