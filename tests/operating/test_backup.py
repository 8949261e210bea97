"""Backup and restore: consistent while running, refused when damaged, and nobody comes back."""

import gzip
import json
import os
from datetime import timedelta

import pytest
from sqlalchemy import delete

from leadgate.assets.actions.publishing import FormField
from leadgate.assets.models import Grant
from leadgate.backup import beside, checking, making, restoring
from leadgate.backup.errors import DamagedBackup, NoRoom, WrongMasterKey
from leadgate.consent.actions import answering
from leadgate.consent.queries import agrees, offers
from leadgate.erasure.actions import erasing
from leadgate.erasure.types import Why
from leadgate.foundation import clock
from leadgate.foundation.databases import migrating
from leadgate.foundation.db import action, forget_what_was_read, session
from leadgate.foundation.keys.vault import Vault
from leadgate.ledger.actions import sealing
from leadgate.ledger.types import ConsentEvent
from leadgate.ledger.verification import verify
from leadgate.people import queries as people
from leadgate.people.addresses import parsed
from leadgate.people.models import Person, Tombstone
from leadgate.people.verification.models import Verification
from tests.cast import ADA, NOOR
from tests.conftest import build, execute
from tests.facts import WAITS, count
from tests.papers import PDF

pytestmark = pytest.mark.both_databases("backup.beside")


@pytest.fixture
def filled(site):
    site.purpose()
    site.publish(asked=[FormField("company", "Company", "why")], purposes=["newsletter"])
    for email in (ADA, NOOR):
        site.confirmed(email=email, company="Bakery on the Quay", consent="newsletter")
    return site


@pytest.fixture
def copy(filled, tmp_path_factory):
    folder = tmp_path_factory.mktemp("backups") / "today"
    making.make(folder)
    return folder


def restored(site, copy):
    with site.app.app_context():
        told = restoring.put_back(copy, checking.checked(copy))
    forget_what_was_read()
    return told


def test_what_was_lost_is_back_with_its_files_and_the_ledger_verifies(filled, copy):
    filled.confirmed(email="late@person.example")
    for name, _size in list(filled.here.storage.files("assets")):
        filled.here.storage.delete(name)
    restored(filled, copy)
    assert count(Person) == count(Grant) == 2
    assert people.address_of(people.person_with(parsed(ADA)).id) == ADA
    [(name, size)] = filled.here.storage.files("assets")
    assert b"".join(filled.here.storage.read(name, 0, size)) == PDF
    filled.confirmed(email="new@person.example")
    sealing.seal_all()
    assert verify().faults == []


def test_a_backup_holds_no_key_and_nothing_in_clear(filled, copy):
    content = b"".join(
        gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
        for path in copy.rglob("*") if path.is_file()
    )  # fmt: skip
    for word in (ADA, "Bakery on the Quay", "m" * 32, "s" * 32):
        assert word.encode() not in content
    assert "vault_key" in json.loads((copy / "manifest.json").read_text())["tables"]


def test_who_was_erased_after_the_backup_stays_erased(filled, copy):
    ada = people.person_with(parsed(ADA)).id
    filled.visitor().opt_in(email=ADA)
    erasing.erase(ada, why=Why.PERSON)
    filled.work()
    told = restored(filled, copy)
    assert told["erased_again"] == 1
    assert people.person_with(parsed(ADA)) is None
    assert count(Person) == count(Grant) == 1
    assert count(Tombstone) == 1
    assert filled.here.vault.is_destroyed(ada)


def test_a_request_that_waited_when_the_backup_was_made_is_erased_with_its_person(filled, tmp_path):
    filled.publish("second")
    filled.visitor().opt_in("second", ADA)
    making.make(tmp_path / "copy")
    erasing.erase(people.person_with(parsed(ADA)).id, why=Why.PERSON)
    filled.work()
    restored(filled, tmp_path / "copy")
    assert count(Verification, WAITS) == 0


def test_the_database_that_was_lost_is_not_needed_to_know_who_was_erased(filled, copy):
    erasing.erase(people.person_with(parsed(ADA)).id, why=Why.PERSON)
    filled.work()
    action(lambda: session().execute(delete(Tombstone)))()
    assert restored(filled, copy)["erased_again"] == 1
    assert people.person_with(parsed(ADA)) is None


def test_a_consent_withdrawn_after_the_backup_stays_withdrawn(filled, copy):
    ada = people.person_with(parsed(ADA)).id
    visitor = filled.signed_in()
    visitor.press("/me", "/me/consent", purpose="newsletter")
    filled.work()
    assert restored(filled, copy)["withdrawn_again"] == 1
    assert not agrees(ada, "newsletter")
    assert agrees(people.person_with(parsed(NOOR)).id, "newsletter")


def test_a_consent_given_again_after_it_was_withdrawn_stays_given(filled, tmp_path):
    ada = people.person_with(parsed(ADA)).id
    filled.signed_in().press("/me", "/me/consent", purpose="newsletter")
    filled.work()
    with clock.moved(timedelta(minutes=1)):
        [offer] = offers(["newsletter"], "en")
        answering.answer(filled.here.vault.key_of(ada), [(offer.notice_id, ConsentEvent.GIVEN)], method="own-page")
        assert agrees(ada, "newsletter")
        making.make(tmp_path / "copy")
        restored(filled, tmp_path / "copy")
    assert agrees(ada, "newsletter")


@pytest.mark.parametrize("part", ["manifest.json", "tables/person.jsonl.gz", "manifest.sha256", "files"])
def test_a_damaged_backup_is_refused_before_anything_is_touched(filled, copy, part):
    damaged = next(path for path in [copy / part, *(copy / part).rglob("*")] if path.is_file())
    damaged.write_bytes(damaged.read_bytes()[:-3] + b"xyz")
    with pytest.raises(DamagedBackup, match=r"[Nn]othing was touched"):
        checking.checked(copy)
    assert count(Person) == 2


def test_a_missing_file_is_damage_and_so_is_an_empty_folder(filled, copy, tmp_path):
    (copy / "tables/vault_key.jsonl.gz").unlink()
    with pytest.raises(DamagedBackup):
        checking.checked(copy)
    (tmp_path / "empty").mkdir()
    with pytest.raises(DamagedBackup):
        checking.checked(tmp_path / "empty")


def test_a_backup_under_another_master_key_is_refused_and_the_database_in_use_stays(
    filled, copy, tmp_path, monkeypatch
):
    monkeypatch.setattr(beside, "Vault", lambda *_keys: Vault(b"another master key, 32 bytes long"))
    with pytest.raises(WrongMasterKey):
        restored(filled, copy)
    assert count(Person) == 2


def test_a_full_disk_ends_a_backup_with_a_sentence_and_leaves_nothing(filled, tmp_path, monkeypatch):
    def full(*_args):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(making, "_copy_out", full)
    with pytest.raises(NoRoom, match="No space left"):
        making.make(tmp_path / "copy")
    assert [path.name for path in tmp_path.iterdir() if "copy" in path.name] == []
    (tmp_path / "taken").mkdir()
    with pytest.raises(NoRoom, match="exists already"):
        making.make(tmp_path / "taken")


@pytest.fixture
def elsewhere(here, request):
    """The settings of an empty database of the other kind."""
    if not here.database.is_sqlite:
        yield {}
        return
    server, name = request.getfixturevalue("postgresql"), f"other_{os.urandom(6).hex()}"
    execute(server.url("postgres"), f"create database {name}")
    yield {"LEADGATE_DATABASE_URL": server.url(name)}
    execute(server.url("postgres"), f"drop database {name} with (force)")


def test_a_backup_of_one_database_can_be_restored_to_the_other(filled, copy, elsewhere, tmp_path_factory):
    folder = tmp_path_factory.mktemp("elsewhere")
    other = build(folder, **elsewhere)
    with other.opened():
        migrating.migrate(other)
        restoring.put_back(copy, checking.checked(copy))
        forget_what_was_read()
        assert count(Person) == 2
        assert people.address_of(people.person_with(parsed(ADA)).id) == ADA
        assert verify().faults == []
    other.database.dispose()
