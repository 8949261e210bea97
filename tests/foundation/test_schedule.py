"""The clock forgets when it asked last, so whoever starts it is asked for everything."""

import config
from leadgate.foundation.configuration.key_files import KEY_CHARACTERS


def test_what_is_asked_for_once_in_hours_comes_however_often_processes_are_restarted(monkeypatch):
    """Counted from the start, a task of a day never came where leadgate is restarted every day."""
    monkeypatch.delenv("LEADGATE_TESTS", raising=False)  # is the suite's own, and no setting of leadgate
    for name in config.KEYS:
        monkeypatch.setenv(name, "k" * KEY_CHARACTERS)
    from workers.schedule import EVERY_SECONDS, Forgetful, clock

    started = Forgetful(clock).schedule
    assert {name for name, entry in started.items() if entry.is_due().is_due} == set(EVERY_SECONDS)
    later = {name: next(entry).is_due() for name, entry in started.items()}
    assert not any(due for due, _seconds in later.values())
    assert all(seconds > EVERY_SECONDS[name] - 1 for name, (_due, seconds) in later.items())
