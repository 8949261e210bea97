"""Backup and restore: consistent while running, refused when damaged, and nobody comes back."""

import gzip
import json
import os
from base64 import b64encode
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import delete, select

from leadgate.assets.models import Grant
from leadgate.backup import beside, checking, key_copies, left_behind, queries
from leadgate.backup.actions import keeping_keys, making, restoring, rotating
from leadgate.backup.errors import (
    DamagedBackup,
    DamagedKeys,
    KeysBesideData,
    NewerBackup,
    NoKeys,
    NoRoom,
    OldKeys,
    WrongMasterKey,
    WrongPlace,
)
from leadgate.consent.actions import answering
from leadgate.consent.queries import agrees, offers
from leadgate.doctor import safety
from leadgate.erasure.actions import erasing
from leadgate.erasure.types import Why
from leadgate.foundation import clock
from leadgate.foundation.db import action, database, forget_what_was_read, session
from leadgate.foundation.keys.vault import Vault, VaultKey
from leadgate.foundation.mail.addresses import parsed
from leadgate.ledger.actions import keeping, sealing
from leadgate.ledger.types import ConsentEvent
from leadgate.ledger.verification import verify
from leadgate.people import queries as people
from leadgate.people.models import Person, Tombstone
from leadgate.people.verification.models import Verification
from leadgate.standing.actions import binding
from leadgate.standing.queries import has_opted_out
from leadgate.standing.types import StandingKind
from tests.backup.restoring import restored
from tests.cast import ADA, NOOR
from tests.conftest import build, execute
from tests.facts import WAITS, count, every
from tests.papers import PDF

pytestmark = pytest.mark.both_databases("backup.beside", "backup.places")


MIRA = "mira@person.example"


def content_of(folder) -> bytes:
    """Everything in a folder, as it can be read."""
    found = (path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file())
    return b"".join(gzip.decompress(data) if data[:2] == b"\x1f\x8b" else data for data in found)


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


def test_roots_of_what_a_backup_does_not_have_stay_as_evidence_and_accuse_nobody(filled, copy):
    filled.confirmed(email="late@person.example")
    sealing.seal_all()
    keeping.witness()
    roots = {name: document["root"] for name, document in kept(filled, "ledger")}
    assert len(roots) == 2
    restored(filled, copy)
    assert verify().faults == []
    assert {document["root"] for _name, document in kept(filled, "before-restore")} >= set(roots.values())


def test_a_root_that_was_kept_while_a_backup_was_made_accuses_nobody(filled, outside):
    """Files are copied after the tables, and hold the root of what was sealed meanwhile."""
    keeping.seal_and_keep()
    newest = filled.here.storage.document("ledger/999999999999.json")
    filled.here.storage.write_json("ledger/999999999999.json", {**newest, "size": 99})
    making.make(outside / "today")
    filled.here.storage.delete("ledger/999999999999.json")
    restored(filled, outside / "today")
    keeping.witness()
    assert verify().faults == []


def kept(site, folder):
    store = site.here.storage
    return [(name, store.document(name)) for name, _size in store.files(folder)]


def test_a_backup_holds_no_key_and_nothing_in_clear(filled, copy):
    content = content_of(copy)
    for word in (ADA, "Bakery on the Quay", "m" * 32, "s" * 32):
        assert word.encode() not in content
    for (wrapped,) in every(select(VaultKey.wrapped)):
        assert b64encode(wrapped) not in content
        assert b64encode(wrapped) in content_of(copy.parent / "keys")


def test_of_who_was_erased_nothing_can_be_read_after_the_days_that_are_promised(filled, copy):
    ada = people.person_with(parsed(ADA)).id
    [(wrapped,)] = every(select(VaultKey.wrapped).where(VaultKey.id == ada))
    erasing.erase(ada, why=Why.PERSON)
    filled.work()
    with clock.moved(key_copies.KEPT_FOR + timedelta(days=1)):
        keeping_keys.renew_due()
    assert b64encode(wrapped) not in content_of(copy.parent), "no master key opens what is not there"


def test_copies_of_keys_are_written_when_the_newest_is_a_day_old_whenever_somebody_asks(filled, copy):
    """The clock asked a day after it had been started, so never where leadgate is restarted every day."""
    keys = copy.parent / "keys"
    hours = [0.0, 23.9, 24.1, 24.2, 47.0, 48.2]
    found = []
    for each in hours:
        with clock.moved(timedelta(hours=each)):
            keeping_keys.renew_due()
            found.append(len(list(key_copies.copies(keys))))
    assert found == [1, 1, 2, 2, 2, 3]


def test_the_doctor_says_where_no_new_copy_of_the_keys_was_written(filled, copy):
    assert not list(safety.check_backup())
    with clock.moved(timedelta(days=2)):
        [found] = safety.check_backup()
    assert (found.is_trouble, str(copy.parent / "keys") in found.sentence) == (True, True)
    with clock.moved(timedelta(days=3)):
        keeping_keys.renew_due()
        assert not list(safety.check_backup())


def test_who_was_erased_stays_erased_though_journal_and_database_are_lost(filled, copy):
    ada = people.person_with(parsed(ADA)).id
    filled.visitor().opt_in(email="waits@person.example")
    making.make(copy.parent / "later")
    erasing.erase(ada, why=Why.PERSON)
    filled.work()
    keeping_keys.renew(queries.keys_folders())
    for name, _size in list(filled.here.storage.files("erasures")):
        filled.here.storage.delete(name)
    action(lambda: session().execute(delete(Tombstone)))()
    told = restored(filled, copy.parent / "later")
    assert told["erased_again"] == 1
    assert people.person_with(parsed(ADA)) is None
    assert count(Tombstone) == 1, "and no import brings them back"
    assert people.address_of(people.person_with(parsed(NOOR)).id) == NOOR
    assert count(Verification, WAITS) == 1


def test_keys_that_are_not_there_are_too_old_or_not_whole_are_refused_each_in_its_own_words(filled, copy, outside):
    old = outside / "old"
    with database().snapshot() as connection:
        key_copies.write(connection, old)
    with clock.moved(timedelta(minutes=1)):
        making.make(outside / "second", outside / "second-keys")
    with pytest.raises(OldKeys, match="older than the backup"):
        restored(filled, outside / "second", old)
    with pytest.raises(NoKeys, match="has no copy"):
        restored(filled, outside / "second", outside / "nothing")
    [(made, _at)] = key_copies.copies(outside / "second-keys")
    (made / "vault_key.jsonl.gz").write_bytes(b"cut")
    with pytest.raises(DamagedKeys, match="damaged"):
        restored(filled, outside / "second")
    for sums in (b"null", b"[]", b"{}", b"7", b"{", '{"vault_key.jsonl.gz": "0"}'.encode("utf-16")):
        (made / "sums.json").write_bytes(sums)
        with pytest.raises(DamagedKeys):
            restored(filled, outside / "second")
    (made / "sums.json").unlink()
    with pytest.raises(DamagedKeys):
        restored(filled, outside / "second")
    assert count(Person) == 2


def test_a_drill_reads_a_backup_and_leaves_everything_as_it_is(filled, copy):
    erasing.erase(people.person_with(parsed(ADA)).id, why=Why.PERSON)
    filled.work()
    filled.confirmed(email="late@person.example")
    before = {table: every(select(table)) for table in (Person.id, Grant.id, Tombstone.erasure)}
    told = restoring.try_out(copy, checking.checked(copy))
    forget_what_was_read()
    assert told["keys_opened"] == 2
    assert told["erased_since"] == 1
    assert {table: every(select(table)) for table in before} == before


def test_a_backup_of_before_a_rotation_is_restored_by_its_keys_written_anew(filled, copy, tmp_path):
    path = tmp_path / "master.key"
    path.write_text("m" * 32)
    filled.here.vault = Vault(b"m" * 32, path)
    rotating.add_master(path)
    rotating.rewrap_all()
    rotating.drop_old_master(path)
    with pytest.raises(WrongMasterKey):
        restored_with(filled, copy, path)
    keeping_keys.renew(queries.keys_folders())
    restored_with(filled, copy, path)
    assert people.address_of(people.person_with(parsed(ADA)).id) == ADA


def restored_with(site, copy, key_file):
    """As `restored`, under the master key of a file."""
    settings = replace(site.here.settings, master_key=key_file.read_bytes(), master_key_file=key_file)
    with replace(site.here, given=settings, vault=Vault(key_file.read_bytes(), key_file)).opened():
        restoring.put_back(copy, checking.checked(copy))
    forget_what_was_read()


def test_the_copies_of_keys_of_every_backup_are_written_anew_after_a_restore_too(filled, copy, outside):
    """What was put back knew neither its own backup nor those after it: the erased stayed in their copies of keys."""
    making.make(outside / "later", outside / "other-keys")
    made = set(queries.copies_made())
    restored(filled, copy)
    assert {(one.folder, one.keys_folder) for one in queries.copies_made()} == {
        (one.folder, one.keys_folder) for one in made
    }
    assert {*queries.keys_folders()} == {copy.parent / "keys", outside / "other-keys"}
    assert (queries.older_ones(), clock.now() - queries.newest_at() < timedelta(hours=1)) == (0, True)


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


def test_a_request_that_waited_when_the_backup_was_made_is_erased_with_its_person(filled, outside):
    filled.publish("second")
    filled.visitor().opt_in("second", ADA)
    making.make(outside / "copy")
    erasing.erase(people.person_with(parsed(ADA)).id, why=Why.PERSON)
    filled.work()
    restored(filled, outside / "copy")
    assert count(Verification, WAITS) == 0


def test_the_database_that_was_lost_is_not_needed_to_know_who_was_erased(filled, copy):
    erasing.erase(people.person_with(parsed(ADA)).id, why=Why.PERSON)
    filled.work()
    action(lambda: session().execute(delete(Tombstone)))()
    told = restored(filled, copy)
    assert (told["erased_again"], told["erasures_known"], told["known_beside"]) == (1, 1, 1)
    assert people.person_with(parsed(ADA)) is None


@pytest.fixture
def left(filled, copy):
    """A backup with Mira, who came after the one that was gone back to; NOOR is erased after that."""
    filled.confirmed(email=MIRA)
    making.make(copy.parent / "between")
    restored(filled, copy)
    erasing.erase(people.person_with(parsed(NOOR)).id, why=Why.PERSON)
    filled.work()
    with clock.moved(timedelta(days=1)):
        keeping_keys.renew_due()
    return copy.parent / "between"


def test_a_backup_that_was_left_behind_by_going_further_back_is_restored_whole(filled, left):
    """Whoever was in no copy of the keys since was taken for erased, and buried with a certificate."""
    assert restoring.count_unexplained(left, checking.checked(left)) == 0
    assert restoring.try_out(left, checking.checked(left))["erased_since"] == 1
    told = restored(filled, left)
    assert told["erased_again"] == 1
    assert people.address_of(people.person_with(parsed(MIRA)).id) == MIRA
    assert people.person_with(parsed(NOOR)) is None


def test_who_was_erased_after_going_back_stays_erased_though_only_the_keys_say_so(filled, left):
    for name, _size in list(filled.here.storage.files("erasures")):
        filled.here.storage.delete(name)
    action(lambda: session().execute(delete(Tombstone)))()
    assert restoring.count_unexplained(left, checking.checked(left)) == 1
    assert restored(filled, left)["erased_again"] == 1
    assert (people.person_with(parsed(NOOR)), people.person_with(parsed(MIRA)) is None) == (None, False)


def test_who_has_no_key_and_is_on_no_list_is_counted_beforehand_and_an_older_copy_can_be_named(filled, left):
    keys = left.parent / "keys"
    (keys / left_behind.RESTORES).unlink()
    assert restoring.count_unexplained(left, checking.checked(left)) == 1
    assert restoring.try_out(left, checking.checked(left))["unexplained"] == 1
    forget_what_was_read()
    older = [path for path, _at in key_copies.copies(keys)][1]
    assert restoring.count_unexplained(left, checking.checked(left), older) == 0
    assert restored(filled, left, older)["erased_again"] == 1
    assert people.person_with(parsed(MIRA)) is not None
    assert queries.keys_folders() == [keys]


def test_every_figure_of_a_restore_counts_people_and_each_of_them_once(filled, copy):
    """Who came and was erased after the backup was counted as erased again, and who was erased twice as two."""
    for email in ("late@person.example", ADA, ADA):
        if people.person_with(parsed(email)) is None:
            filled.confirmed(email=email)
        erasing.erase(people.person_with(parsed(email)).id, why=Why.PERSON)
        filled.work()
    assert restoring.try_out(copy, checking.checked(copy))["erased_since"] == 1
    forget_what_was_read()
    figures = []
    for _again in range(2):
        told = restored(filled, copy)
        filled.work()
        figures.append([told[name] for name in ("erased_again", "erasures_known", "known_beside")])
    assert figures == [[1, 2, 2], [1, 2, 2]]


def test_a_consent_withdrawn_after_the_backup_stays_withdrawn(filled, copy):
    ada = people.person_with(parsed(ADA)).id
    visitor = filled.signed_in()
    visitor.press("/me", "/me/consent", purpose="newsletter")
    filled.work()
    assert restored(filled, copy)["withdrawn_again"] == 1
    assert not agrees(ada, "newsletter")
    assert agrees(people.person_with(parsed(NOOR)).id, "newsletter")


def test_what_the_worker_had_not_noted_yet_is_withdrawn_and_ended_by_a_restore_too(filled, copy):
    """The database in use was read for erasures and for what stands, but for withdrawals and ends only the store."""
    ada, noor = (people.person_with(parsed(email)).id for email in (ADA, NOOR))
    binding.stand(StandingKind.OPT_OUT, people.index_with(noor))
    filled.work()
    making.make(copy.parent / "opted-out")
    answering.withdraw_by_name(ada, "newsletter", method="own-page")
    binding.lift(noor, StandingKind.OPT_OUT)
    told = restored(filled, copy.parent / "opted-out")
    assert (told["withdrawn_again"], agrees(ada, "newsletter"), has_opted_out(noor)) == (1, False, False)
    told = restored(filled, copy)
    assert (told["withdrawn_again"], agrees(ada, "newsletter")) == (1, False), "noted beside what was replaced"


def test_a_no_that_the_outbox_never_knew_of_or_the_store_has_lost_is_read_in_the_database_in_use(filled, copy):
    ada = people.person_with(parsed(ADA)).id
    [offer] = offers(["newsletter"], "en")
    answering.answer(filled.here.vault.key_of(ada), [(offer.notice_id, ConsentEvent.REFUSED)], method="mail-link")
    answering.withdraw_by_name(people.person_with(parsed(NOOR)).id, "newsletter", method="own-page")
    filled.work()
    for name, _size in list(filled.here.storage.files("withdrawals")):
        filled.here.storage.delete(name)
    assert restored(filled, copy)["withdrawn_again"] == 2
    assert not agrees(ada, "newsletter")


def test_a_consent_given_again_after_it_was_withdrawn_stays_given(filled, outside):
    ada = people.person_with(parsed(ADA)).id
    filled.signed_in().press("/me", "/me/consent", purpose="newsletter")
    filled.work()
    with clock.moved(timedelta(minutes=1)):
        [offer] = offers(["newsletter"], "en")
        answering.answer(filled.here.vault.key_of(ada), [(offer.notice_id, ConsentEvent.GIVEN)], method="own-page")
        assert agrees(ada, "newsletter")
        making.make(outside / "copy")
        restored(filled, outside / "copy")
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


def test_a_backup_of_a_newer_version_is_refused_in_one_sentence(filled, copy):
    manifest = json.loads((copy / "manifest.json").read_text()) | {"revision": "9999"}
    (copy / "manifest.json").write_text(json.dumps(manifest))
    (copy / "manifest.sha256").write_text(checking.sum_of(copy / "manifest.json"))
    with pytest.raises(NewerBackup, match="made by a newer leadgate"):
        checking.checked(copy)


def test_a_backup_under_another_master_key_is_refused_and_the_database_in_use_stays(filled, copy, monkeypatch):
    monkeypatch.setattr(beside, "Vault", lambda *_keys: Vault(b"another master key, 32 bytes long"))
    with pytest.raises(WrongMasterKey):
        restored(filled, copy)
    assert count(Person) == 2


def test_a_full_disk_ends_a_backup_with_a_sentence_and_leaves_nothing(filled, outside, monkeypatch):
    def full(*_args):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(making, "_copy_out", full)
    with pytest.raises(NoRoom, match="No space left"):
        making.make(outside / "copy")
    assert [path.name for path in outside.iterdir() if "copy" in path.name] == []
    (outside / "taken").mkdir()
    with pytest.raises(NoRoom, match="exists already"):
        making.make(outside / "taken")


def test_neither_a_backup_nor_its_keys_go_into_the_data(filled, tmp_path, outside):
    (outside / "link").symlink_to(tmp_path)
    for folder, keys in [
        (tmp_path / "copy", None),
        (outside / "link" / "copy", outside / "keys"),
        (outside / "copy", tmp_path / "keys"),
    ]:
        with pytest.raises(WrongPlace, match="outside"):
            making.make(folder, keys)
    assert [path.name for path in outside.iterdir()] == ["link"]
    assert not (tmp_path / "copy").exists()


def test_a_backup_and_its_keys_have_to_be_apart_and_the_sentence_says_so(filled, outside):
    for folder, keys, how in [
        (outside / "copy", outside / "copy", "are one folder"),
        (outside / "keys", None, "are one folder"),
        (outside / "keys" / "copy", outside / "keys", "lie one in the other"),
        (outside / "copy", outside / "copy" / "keys", "lie one in the other"),
    ]:
        with pytest.raises(KeysBesideData, match=f"{how}: .* apart"):
            making.make(folder, keys)
    assert list(outside.iterdir()) == []
    making.make(outside / "first", outside / "keys")
    for folder, keys in [(outside / "second", outside / "first" / "keys"), (outside / "keys" / "b", outside / "k")]:
        with pytest.raises(KeysBesideData, match="apart"):
            making.make(folder, keys)


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


def test_a_backup_of_one_database_can_be_restored_to_the_other_where_nothing_was_installed(
    filled, copy, elsewhere, tmp_path_factory
):
    folder = tmp_path_factory.mktemp("elsewhere")
    other = build(folder, **elsewhere)
    with other.opened():
        restoring.put_back(copy, checking.checked(copy))
        forget_what_was_read()
        assert count(Person) == 2
        assert people.address_of(people.person_with(parsed(ADA)).id) == ADA
        assert verify().faults == []
    other.database.dispose()


def test_nobody_is_signed_in_after_a_restore(filled, copy):
    staff, person = filled.staff(), filled.signed_in(ADA)
    making.make(copy.parent / "signed-in")
    restored(filled, copy.parent / "signed-in")
    assert staff.get("/studio/").status_code == 303
    assert person.get("/me").status_code == 303
