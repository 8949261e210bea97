"""A new master key: every person's key is wrapped anew, running processes go on, and the old key opens nothing."""

import pytest
from sqlalchemy import select

from leadgate.foundation import rotating
from leadgate.foundation.db import forget_what_was_read
from leadgate.foundation.keys.errors import Tampered
from leadgate.foundation.keys.vault import InstallationKey, Vault, VaultKey
from leadgate.people import queries as people
from leadgate.people.addresses import parsed
from tests.cast import ADA, NOOR
from tests.conftest import build
from tests.facts import every
from tests.running import leadgate


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
    rotating.rewrap_all()
    assert rotating.left() == 0


def test_the_command_rotates_a_file_and_says_what_to_do_with_a_setting(tmp_path):
    build(tmp_path)
    kept = {"LEADGATE_DATA_DIR": str(tmp_path)}
    assert leadgate("migrate", **kept).returncode == 0
    before = (tmp_path / "master.key").read_text()
    done = leadgate("keys", "rotate", "--wait", "0", **kept)
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "master.key").read_text() not in ("", before)
    assert leadgate("ledger", "verify", **kept).returncode == 0
    refused = leadgate("keys", "rotate", **kept, LEADGATE_MASTER_KEY="m" * 40)
    assert refused.returncode == 1
    assert "LEADGATE_MASTER_KEY" in refused.stderr
