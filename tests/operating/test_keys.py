"""A new master key: every person's key is wrapped anew, running processes go on, and the old key opens nothing."""

import sqlite3
from contextlib import closing
from shutil import copytree, rmtree

import pytest
from sqlalchemy import select

from leadgate.backup.actions import rotating
from leadgate.foundation.db import forget_what_was_read
from leadgate.foundation.keys.errors import Tampered
from leadgate.foundation.keys.vault import InstallationKey, Vault, VaultKey
from leadgate.foundation.mail.addresses import parsed
from leadgate.people import queries as people
from tests.cast import ADA, NOOR
from tests.conftest import build
from tests.facts import every
from tests.running import Running, commanded, leadgate


@pytest.fixture
def filed(site, tmp_path):
    """An installation whose master key is a file, and another process on it."""
    path = tmp_path / "master.key"
    path.write_text("m" * 32)
    site.here.vault = Vault(b"m" * 32, path)
    site.publish()
    site.confirmed()
    return path


def test_everybody_can_be_read_and_written_before_during_and_after(site, filed):
    other_process = Vault(b"m" * 32, filed)
    other_process.signing_seed()
    old = dict(every(select(VaultKey.id, VaultKey.wrapped)))
    rotating.add_master(filed)
    site.confirmed(email=NOOR)
    assert rotating.rewrap_all() == len(old) + 2, "one was made under the new key already"
    assert rotating.left() == 0
    rotating.drop_old_master(filed)
    forget_what_was_read()
    assert people.address_of(people.person_with(parsed(ADA)).id) == ADA
    for owner, wrapped in every(select(VaultKey.id, VaultKey.wrapped)):
        assert wrapped != old.get(owner)
        assert other_process.opened(owner, wrapped)
    site.confirmed(email="late@person.example")


def test_the_old_key_opens_nothing_any_more(site, filed):
    rotating.add_master(filed)
    rotating.rewrap_all()
    rotating.drop_old_master(filed)
    thief = Vault(b"m" * 32)
    for owner, wrapped in every(select(VaultKey.id, VaultKey.wrapped)):
        with pytest.raises(Tampered):
            thief.opened(owner, wrapped)
    assert all(b"m" * 32 not in wrapped for (wrapped,) in every(select(InstallationKey.wrapped)))
    assert b"mmmm" not in filed.read_bytes()


def test_a_rotation_that_died_half_way_is_finished_by_the_next(site, filed, monkeypatch):
    monkeypatch.setattr(rotating, "BATCH_KEYS", 1)
    site.confirmed(email=NOOR)
    rotating.add_master(filed)
    rotating._rewrap_batch()
    assert rotating.left() == 1
    assert people.address_of(people.person_with(parsed(NOOR)).id) == NOOR
    rotating.add_master(filed)
    assert people.address_of(people.person_with(parsed(ADA)).id) == ADA
    assert people.address_of(people.person_with(parsed(NOOR)).id) == NOOR
    rotating.rewrap_all()
    assert rotating.left() == 0
    rotating.drop_old_master(filed)
    forget_what_was_read()
    assert people.address_of(people.person_with(parsed(ADA)).id) == ADA
    assert len(filed.read_text().split()) == 1


def test_the_command_rotates_a_file_and_says_what_to_do_with_a_setting(tmp_path):
    build(tmp_path)
    kept = {"LEADGATE_DATA_DIR": str(tmp_path)}
    assert commanded("migrate", **kept).exit_code == 0
    before = (tmp_path / "master.key").read_text()
    done = commanded("keys", "rotate", "--wait", "0", **kept)
    assert done.exit_code == 0, done.stderr
    assert (tmp_path / "master.key").read_text() not in ("", before)
    assert commanded("ledger", "verify", **kept).exit_code == 0
    refused = commanded("keys", "rotate", **kept, LEADGATE_MASTER_KEY="m" * 40)
    assert refused.exit_code == 1
    assert "LEADGATE_MASTER_KEY" in refused.stderr


def test_rotating_says_which_backups_live_on_and_asks(tmp_path):
    data = tmp_path / "data"
    data.mkdir(mode=0o755)
    kept = {"LEADGATE_DATA_DIR": str(data)}
    assert commanded("migrate", **kept).exit_code == 0
    for name, keys in (("near", "keys"), ("far", "gone")):
        made = commanded("backup", str(tmp_path / name), "--keys", str(tmp_path / keys), **kept)
        assert made.exit_code == 0, made.stderr
    rmtree(tmp_path / "gone")
    asked = commanded("keys", "rotate", "--wait", "0", **kept)
    assert f"{tmp_path / 'near'} can be restored" in asked.stdout
    assert f"{tmp_path / 'far'} can not be restored again" in asked.stdout
    assert asked.exit_code == 1, "nobody answered, so nothing is done"
    assert commanded("backup", str(tmp_path / "near"), "--check", **kept).exit_code == 0
    assert commanded("keys", "rotate", "--wait", "0", "--yes", **kept).exit_code == 0
    drill = commanded("backup", str(tmp_path / "near"), "--check", **kept)
    assert "Keys that open what they should" in drill.stdout, drill.stderr
    assert commanded("restore", str(tmp_path / "near"), "--yes", **kept).exit_code == 0
    assert not others_may_read(tmp_path / "near", tmp_path / "keys", data)
    data.chmod(0o755)
    assert f"chmod 700 {data}" in commanded("doctor", **kept).stdout


def others_may_read(*folders):
    paths = [path for folder in folders for path in (folder, *folder.rglob("*"))]
    return [path for path in paths if not path.is_symlink() and path.stat().st_mode & 0o077]


def test_a_clone_leaves_the_key_copies_of_the_first_one_alone(tmp_path):
    first, clone = ({"LEADGATE_DATA_DIR": str(tmp_path / name)} for name in ("data", "clone"))
    near, keys = str(tmp_path / "near"), str(tmp_path / "keys")
    for words in (("migrate",), ("backup", near)):
        assert commanded(*words, **first).exit_code == 0
    copytree(tmp_path / "data", tmp_path / "clone")
    before = sorted((tmp_path / "keys").iterdir())
    done = commanded("keys", "rotate", "--wait", "0", "--yes", **clone)
    assert f"left to the installation in {tmp_path / 'data'}" in done.stdout, done.output
    refused = commanded("backup", str(tmp_path / "other"), "--keys", keys, **clone)
    assert f"{keys} belong to the installation in {tmp_path / 'data'}" in refused.stderr
    assert (refused.exit_code, sorted((tmp_path / "keys").iterdir())) == (1, before)
    assert commanded("restore", near, "--yes", **first).exit_code == 0
    assert commanded("backup", str(tmp_path / "other"), "--keys", str(tmp_path / "own"), **clone).exit_code == 0


def test_an_installation_that_was_moved_takes_its_key_copies_along(tmp_path):
    kept = {"LEADGATE_DATA_DIR": str(tmp_path / "data")}
    for words in (("migrate",), ("backup", str(tmp_path / "near"))):
        assert commanded(*words, **kept).exit_code == 0
    (tmp_path / "data").rename(tmp_path / "moved")
    done = commanded("keys", "rotate", "--wait", "0", "--yes", LEADGATE_DATA_DIR=str(tmp_path / "moved"))
    assert "can be restored" in done.stdout, done.output


def test_of_key_copies_under_several_master_keys_the_newest_that_opens_is_taken(tmp_path):
    first, clone = ({"LEADGATE_DATA_DIR": str(tmp_path / name)} for name in ("data", "clone"))
    for words in (("migrate",), ("backup", str(tmp_path / "near"))):
        assert commanded(*words, **first).exit_code == 0
    copytree(tmp_path / "data", tmp_path / "clone")
    (tmp_path / "keys" / "owner.json").unlink()
    assert commanded("keys", "rotate", "--wait", "0", "--yes", **clone).exit_code == 0
    done = commanded("restore", str(tmp_path / "near"), "--yes", **first)
    assert done.exit_code == 0, done.output


@pytest.fixture(scope="module")
def keyed(tmp_path_factory):
    """The settings of an installation whose keys are files, and a backup of it."""
    folder = tmp_path_factory.mktemp("keyed")
    kept = {"LEADGATE_DATA_DIR": str(folder / "data")}
    for words in (("migrate",), ("backup", str(folder / "copy"))):
        done = commanded(*words, **kept)
        assert done.exit_code == 0, done.output
    return kept, folder


def lasting(folder) -> list[str]:
    """What is in a folder, but for what SQLite takes away when whoever used the database last is gone."""
    return sorted(path.name for path in folder.iterdir() if not path.name.endswith(("-wal", "-shm")))


COMMANDS = ["doctor", "ledger verify", "keys rotate --yes", "backup COPY --check", "restore COPY --yes", "migrate"]


@pytest.mark.parametrize("name", ["master.key", "secret.key"])
@pytest.mark.parametrize(
    ("content", "said"), [(None, "There is no {}"), ("zz", "{} is damaged"), ("", "{} is damaged")]
)
def test_a_key_that_is_missing_or_damaged_is_said_to_be_and_no_command_makes_another(keyed, name, content, said):
    kept, folder = keyed
    path, copy = folder / "data" / name, str(folder / "copy")
    whole = path.read_text()
    path.unlink()
    if content is not None:
        path.write_text(content)
    before = lasting(folder / "data")
    try:
        for command in COMMANDS:
            done = commanded(*command.replace("COPY", copy).split(), **kept)
            assert said.format(name) in done.stderr, command
            assert (done.exit_code, done.stderr.count("\n"), "put the copy" in done.stderr) == (1, 1, True)
            assert lasting(folder / "data") == before
    finally:
        path.write_text(whole)
    assert commanded("backup", copy, "--check", **kept).exit_code == 0


def test_another_installation_s_master_key_is_said_to_be_one_and_stays_as_it_is(keyed):
    kept, folder = keyed
    path = folder / "data" / "master.key"
    whole = path.read_text()
    path.write_text("f" * 64)
    try:
        for command in (
            "doctor",
            "migrate",
            "ledger checkpoint",
            "keys rotate --yes --wait 0",
            f"backup {folder / 'b'}",
        ):
            done = commanded(*command.split(), **kept)
            assert (done.exit_code, "is not the one it was sealed under" in done.output) == (1, True), command
            assert path.read_text() == "f" * 64
        assert not (folder / "b").exists()
        assert "under another master key" in commanded("restore", str(folder / "copy"), "--yes", **kept).stderr
    finally:
        path.write_text(whole)


@pytest.mark.parametrize("command", ["up", "web", "worker", "beat"])
def test_nothing_starts_without_the_keys_of_the_data_it_would_serve(keyed, tmp_path, command):
    _kept, folder = keyed
    copytree(folder / "data", tmp_path / "data")
    (tmp_path / "data" / "master.key").unlink()
    done = leadgate(command, LEADGATE_DATA_DIR=str(tmp_path / "data"))
    assert (done.returncode, done.stderr.count("\n")) == (1, 1), done.stderr
    assert "There is no master.key" in done.stderr
    assert not (tmp_path / "data" / "master.key").exists()


@pytest.mark.parametrize("command", ["up", "web", "worker", "beat"])
def test_nothing_starts_under_another_installation_s_master_key(keyed, tmp_path, command):
    _kept, folder = keyed
    copytree(folder / "data", tmp_path / "data")
    (tmp_path / "data" / "master.key").write_text("f" * 64)
    done = leadgate(command, LEADGATE_DATA_DIR=str(tmp_path / "data"))
    assert (done.returncode, done.stderr.count("\n")) == (1, 1), done.stderr
    assert "is not the one it was sealed under" in done.stderr


@pytest.mark.parametrize("command", ["up", "web", "worker", "beat", "migrate"])
def test_nothing_starts_on_what_a_newer_version_has_changed(keyed, tmp_path, command):
    _kept, folder = keyed
    copytree(folder / "data", tmp_path / "data")
    with closing(sqlite3.connect(tmp_path / "data" / "leadgate.db")) as database, database:
        database.execute("update alembic_version set version_num = '9999'")
    done = leadgate(command, LEADGATE_DATA_DIR=str(tmp_path / "data"))
    assert (done.returncode, done.stderr.count("\n")) == (1, 1), done.stderr
    assert "last used by a newer leadgate" in done.stderr


def test_nothing_serves_a_database_that_is_only_a_part_of_the_way(keyed, tmp_path):
    _kept, folder = keyed
    copytree(folder / "data", tmp_path / "data")
    with closing(sqlite3.connect(tmp_path / "data" / "leadgate.db")) as database, database:
        database.execute("update alembic_version set version_num = '0021'")
    done = leadgate("web", LEADGATE_DATA_DIR=str(tmp_path / "data"))
    assert (done.returncode, done.stderr.count("\n")) == (1, 1), done.stderr
    assert "Bring it there with: leadgate migrate" in done.stderr


KEYS = {"LEADGATE_MASTER_KEY": "m" * 32, "LEADGATE_SECRET_KEY": "s" * 32}
SOME = ["doctor", "ledger checkpoint", "staff link a@b.example", "keys rotate --yes", "restore COPY --yes", "bundle F"]


@pytest.mark.parametrize("given", [{}, KEYS])
def test_where_nothing_is_installed_a_command_says_so_and_makes_nothing(keyed, tmp_path, given):
    _kept, folder = keyed
    for command in SOME:
        words = command.replace("COPY", str(folder / "copy")).split()
        done = commanded(*words, LEADGATE_DATA_DIR=str(tmp_path / "mistyped"), **given)
        assert (done.exit_code, done.stderr.count("\n")) == (1, 1), done.output
        assert f"no installation in {tmp_path / 'mistyped'}" in done.stderr or "no ledger here" in done.stderr
        assert list(tmp_path.iterdir()) == [], command


@pytest.mark.parametrize("command", ["web", "worker", "beat"])
def test_where_nothing_is_installed_nothing_starts(tmp_path, command):
    done = leadgate(command, LEADGATE_DATA_DIR=str(tmp_path / "mistyped"), **KEYS)
    assert (done.returncode, "There is no installation" in done.stderr, done.stderr.count("\n")) == (1, True, 1)
    assert list(tmp_path.iterdir()) == []


def test_a_database_that_is_lost_is_put_back_into_its_folder(keyed, tmp_path):
    _kept, folder = keyed
    (tmp_path / "data").mkdir()
    for name in ("master.key", "secret.key"):
        (tmp_path / "data" / name).write_text((folder / "data" / name).read_text())
    done = commanded("restore", str(folder / "copy"), "--yes", LEADGATE_DATA_DIR=str(tmp_path / "data"))
    assert done.exit_code == 0, done.output
    assert commanded("ledger", "verify", LEADGATE_DATA_DIR=str(tmp_path / "data")).exit_code == 0


def test_a_data_folder_that_cannot_be_is_said_in_one_sentence(tmp_path):
    (tmp_path / "file").write_text("")
    done = commanded("migrate", LEADGATE_DATA_DIR=str(tmp_path / "file" / "data"))
    assert done.exit_code == 1
    assert "LEADGATE_DATA_DIR should be a folder that can be written" in done.stderr


def test_a_restore_beside_a_running_leadgate_is_refused(tmp_path):
    running = Running(tmp_path)
    running.command("migrate")
    running.command("backup", str(tmp_path / "copy"))
    running.web()
    try:
        refused = leadgate("restore", str(tmp_path / "copy"), "--yes", **running.environment)
    finally:
        running.stop()
    assert (refused.returncode, "Stop it first" in refused.stderr) == (1, True)
    assert leadgate("restore", str(tmp_path / "copy"), "--yes", **running.environment).returncode == 0


def test_a_command_in_a_folder_without_tables_says_what_to_do(tmp_path):
    asked = leadgate("consent", "proof", "x@y.example", "--out", str(tmp_path / "f"), LEADGATE_DATA_DIR=str(tmp_path))
    assert (asked.returncode, asked.stderr.count("\n")) == (1, 1)
    assert "leadgate migrate" in asked.stderr
