"""Notes beside the database that cannot be read: they stop no restore, and are never taken for not being there."""

import json

import pytest

from leadgate.backup import commands, left_behind
from leadgate.backup.actions import making
from leadgate.consent.actions import answering
from leadgate.doctor import safety
from leadgate.erasure import journal
from leadgate.erasure.actions import erasing
from leadgate.erasure.types import Why
from leadgate.foundation.files.storage import Storage
from leadgate.foundation.mail.addresses import parsed
from leadgate.ledger.verification import verify
from leadgate.operating import install
from leadgate.people import queries as people
from leadgate.people.models import Person
from leadgate.standing.actions import binding
from leadgate.standing.types import StandingKind
from tests.backup.restoring import restored, run
from tests.cast import ADA, NOOR
from tests.facts import count

UNKNOWN = "erasures/0197c1f0-6f0e-7cc2-a5b1-000000000000.json"
STRAY = ("erasures", "withdrawals", "withdrawals/2026-11-30", "standing", "ledger")
SPOILT = {"empty": b"", "cut": b'{"erasure": "0197', "another": b"[1]", "wrong": b'{"erasure": 7, "stones": 7}'}


@pytest.fixture
def noted(filled, copy):
    """One person erased since the backup, and one who withdrew and opted out."""
    erasing.erase(people.person_with(parsed(ADA)).id, why=Why.PERSON)
    noor = people.person_with(parsed(NOOR)).id
    answering.withdraw_by_name(noor, "newsletter", method="own-page")
    binding.stand(StandingKind.OPT_OUT, people.index_with(noor))
    filled.work()
    return filled.here.storage


def names_of(storage: Storage) -> list[str]:
    return [name for folder in ("erasures", "withdrawals", "standing") for name in storage.document_names(folder)]


def spoil(storage: Storage, name: str, content: bytes) -> None:
    path = storage.folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


@pytest.mark.parametrize("how", SPOILT)
def test_a_spoilt_note_stops_no_restore_and_is_named_before_it_asks(filled, copy, noted, how):
    """An empty file that a power cut had left stopped every restore, every drill and every start."""
    names = [*names_of(noted), UNKNOWN]
    assert len(names) == 4
    for name in names:
        spoil(noted, name, SPOILT[how])
    asked = run(filled, commands.restore, copy)
    assert (asked.exit_code, count(Person)) == (1, 1)
    drill = json.loads(run(filled, commands.backup, copy, "--check", "--json").stdout)
    said = run(filled, commands.restore, copy, "--yes", "--json")
    told = json.loads(said.stdout)
    assert sorted(told["spoilt_notes"]) == sorted(drill["spoilt_notes"]) == sorted(names)
    assert all(name in asked.stderr and name in said.stderr for name in names)
    assert (told["erased_again"], told["withdrawn_again"]) == (1, 1), "what the database in use knew"


def test_the_doctor_names_a_spoilt_note_and_the_next_start_writes_anew_what_is_known_of_it(filled, noted):
    known, *others = [*names_of(noted), UNKNOWN]
    whole = (noted.folder / known).read_bytes()
    for name in (known, *others):
        spoil(noted, name, b"")
    assert [one.sentence.partition(" ")[0] for one in safety.check_notes()] == sorted([known, *others], key=order)
    install(filled.here)
    assert [one.sentence.partition(" ")[0] for one in safety.check_notes()] == sorted(others, key=order)
    assert json.loads((noted.folder / known).read_bytes()) == json.loads(whole)


def order(name: str) -> tuple[int, str]:
    return ("erasures", "withdrawals", "standing").index(name.partition("/")[0]), name


def test_of_a_list_of_erasures_that_is_spoilt_in_the_middle_the_others_are_known(filled, noted):
    [name] = noted.document_names(journal.FOLDER)
    document = noted.document(name)
    spoil(noted, name, json.dumps(document | {"stones": [*document["stones"], ["?"]]}).encode())
    found = journal.entries()
    assert (len(found.found), found.spoilt) == (1, [name])


@pytest.mark.parametrize("moment", ["2026-11-30T06:00:00", "9999-12-31T23:59:59-14:00", "0001-01-01T00:00:00+14:00"])
def test_a_note_of_a_moment_that_cannot_be_is_spoilt(filled, copy, noted, moment):
    """Without its distance from UTC it could not be compared, and ended the restore with a traceback."""
    names = names_of(noted)
    for name in names:
        document = noted.document(name)
        moments = {key: moment for key in ("since", "at") if key in document}
        stones = [[*stone[:2], moment] for stone in document.get("stones", [])]
        spoil(noted, name, json.dumps(document | moments | ({"stones": stones} if stones else {})).encode())
    told = json.loads(run(filled, commands.restore, copy, "--yes", "--json").stdout)
    assert sorted(told["spoilt_notes"]) == sorted(names)
    assert (told["erased_again"], told["withdrawn_again"]) == (1, 1), "what the database in use knew"


def test_what_other_programs_leave_beside_the_notes_is_none(filled, copy, noted):
    for folder in STRAY:
        spoil(noted, f"{folder}/.DS_Store", b"\0\0\0\1Bud1")
        spoil(noted, f"{folder}/._x.json", b"\0\5\26\7")
    install(filled.here)
    assert list(safety.check_notes()) == []
    told = restored(filled, copy)
    assert (told["erased_again"], told["spoilt_notes"], verify().faults) == (1, [], [])


@pytest.mark.parametrize("content", [b"", b"{}", b'[["2026-11-30T06:00:00", "2026-11-30T07:00:00"]]', b"[[1, 2]]"])
def test_what_folders_of_keys_know_of_restores_is_named_where_it_cannot_be_read(filled, copy, content):
    restored(filled, copy)
    making.make(copy.parent / "later")
    (copy.parent / "keys" / left_behind.RESTORES).write_bytes(content)
    assert ["restores.json in" in one.sentence for one in safety.check_notes()] == [True]
    said = run(filled, commands.restore, copy, "--yes")
    assert str(copy.parent / "keys" / left_behind.RESTORES) in said.stderr
    assert list(safety.check_notes()) == []
