"""A restore that was ended when its database was in use already: whoever comes next finishes it, and nobody is accused.

One that was ended before leaves no file behind that the database in use does not know.
"""

import os
import signal
from datetime import timedelta
from io import BytesIO

import pytest

from leadgate.backup import checking, left_behind
from leadgate.backup.actions import clearing, finishing, keeping_keys, making, restoring
from leadgate.backup.errors import EndedInPlace
from leadgate.doctor import safety
from leadgate.foundation import clock
from leadgate.foundation.background.orderly_end import orderly_end
from leadgate.foundation.files.storage import Storage
from leadgate.foundation.files.store_errors import StorageFull, StoreSilent
from leadgate.ledger.actions import keeping
from leadgate.ledger.verification import verify
from leadgate.operating import install
from leadgate.people.models import Person
from leadgate.starting import demand_startable
from tests.backup.restoring import restored
from tests.conftest import ENVIRONMENT
from tests.facts import count

pytestmark = pytest.mark.both_databases("backup.beside")
FILE, LATER = "assets/picture", "mira@person.example"


class Killed(BaseException):
    """What nothing answers: the process is gone."""


@pytest.fixture
def backup(filled, copy):
    """With a file that the store has lost since; since then somebody came, and roots of the longer ledger were kept."""
    filled.here.storage.put(FILE, BytesIO(b"a picture"))
    making.make(copy.parent / "with-file")
    with clock.moved(timedelta(minutes=1)):
        filled.confirmed(email=LATER)
        keeping.seal_and_keep()
        keeping.witness()
    filled.here.storage.delete(FILE)
    return copy.parent / "with-file"


def killed_in(monkeypatch, place, name, how=Killed):
    """Have a restore be killed in a step, where what it leaves to itself on the way out is not done either."""

    def die(*_args):
        raise how

    monkeypatch.setattr(place, name, die)


def killed_after_the_swap(monkeypatch, filled, backup):
    with monkeypatch.context() as patched:
        killed_in(patched, finishing, "finish_left")
        patched.setattr(restoring, "finish_before", lambda: None)
        with pytest.raises(Killed):
            restored(filled, backup)


def is_finished(backup) -> bool:
    return not finishing.left() and len(list(left_behind._restores(backup.parent / "keys"))) == 1


def test_killed_right_after_the_swap_it_is_in_use_with_its_files_and_the_ledger_is_not_said_to_be_cut(
    filled, backup, monkeypatch
):
    killed_after_the_swap(monkeypatch, filled, backup)
    assert (count(Person), filled.here.storage.has(FILE)) == (2, True)
    found = verify()
    assert (found.faults, ["was ended before it was finished" in one for one in found.notes]) == ([], [True])
    assert [one.sentence for one in safety.check_backup() if "A restore was ended" in one.sentence]
    install(filled.here)
    assert is_finished(backup)
    assert (verify().faults, verify().notes) == ([], [])
    assert not [one.sentence for one in safety.check_backup() if "A restore was ended" in one.sentence]


@pytest.mark.parametrize("who", ["worker", "start", "restore"])
def test_whoever_comes_next_finishes_it_once(filled, backup, monkeypatch, who):
    killed_after_the_swap(monkeypatch, filled, backup)
    if who == "worker":
        clearing.clear_left()
    elif who == "restore":
        restoring.finish_before()
    else:
        here = {"LEADGATE_DATA_DIR": str(filled.here.settings.data_dir)}
        here["LEADGATE_DATABASE_URL"] = filled.here.settings.database_url
        for name, value in (ENVIRONMENT | here).items():
            monkeypatch.setenv(name, value)
        demand_startable()
    assert is_finished(backup)
    with clock.moved(timedelta(minutes=2)):
        filled.confirmed(email=LATER)
        keeping.seal_and_keep()
        kept = list(filled.here.storage.files(keeping.FOLDER))
        keeping.set_aside(0)
    assert list(filled.here.storage.files(keeping.FOLDER)) == kept, "the roots of what the ledger has grown to stay"


def test_told_to_end_right_after_the_swap_it_finishes_and_says_that_it_is_in_place(filled, backup, monkeypatch):
    """It ended with status 143 and without a word."""
    ready = restoring.beside

    def then_told(*args, **kwargs):
        made = ready(*args, **kwargs)

        class Told:
            def __enter__(self):
                here, swap = made.__enter__()
                return here, lambda: (swap(), os.kill(os.getpid(), signal.SIGTERM))

            def __exit__(self, *how):
                return made.__exit__(*how)

        return Told()

    monkeypatch.setattr(restoring, "beside", then_told)
    with pytest.raises(EndedInPlace, match="in its place and in use"), orderly_end():
        restored(filled, backup)
    assert (count(Person), is_finished(backup)) == (2, True)


def test_without_room_for_its_files_nothing_is_touched_and_nothing_is_left(filled, backup, monkeypatch):
    with monkeypatch.context() as patched:
        killed_in(patched, Storage, "put", StorageFull)
        with pytest.raises(StorageFull):
            restored(filled, backup)
    assert (count(Person), finishing.left(), verify().faults) == (3, False, [])


def test_killed_before_the_swap_the_next_one_takes_back_what_it_brought(filled, backup, monkeypatch):
    mark = finishing.mark_of(checking.checked(backup))
    assert mark.brought == [FILE]
    with monkeypatch.context() as patched:
        killed_in(patched, finishing, "finish_left")
        with pytest.raises(Killed), finishing.intended(mark, backup):
            raise Killed
    assert (filled.here.storage.has(FILE), finishing.left()) == (True, True)
    clearing.clear_left()
    assert (filled.here.storage.has(FILE), finishing.left(), count(Person)) == (False, False, 3)


def test_while_the_store_is_silent_it_stays_to_be_done_and_a_start_goes_on(filled, backup, monkeypatch):
    with monkeypatch.context() as patched:
        killed_in(patched, keeping, "set_aside", StoreSilent)
        assert restored(filled, backup)["finished"] is False
        install(filled.here)
        assert (finishing.left(), verify().faults) == (True, [])
    keeping_keys.renew([])
    clearing.clear_left()
    assert is_finished(backup)
