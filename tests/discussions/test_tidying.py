"""Names of files in the store say nothing of anybody, and those of older versions are given up for such names."""

from datetime import timedelta
from io import BytesIO
from uuid import UUID

import pytest
from sqlalchemy import text

from leadgate.discussions.actions import attaching, posting, tidying
from leadgate.discussions.actions.attaching import Upload
from leadgate.discussions.attachments import file
from leadgate.discussions.models import GoingFile, PostFile
from leadgate.erasure.actions import erasing, holding
from leadgate.erasure.types import Why
from leadgate.foundation import clock
from leadgate.foundation.audit import AuditEntry
from leadgate.foundation.databases import migrating
from leadgate.foundation.db import action, add_row, forget_what_was_read
from leadgate.foundation.files.storage import Storage
from leadgate.foundation.files.store_errors import FileMissing
from leadgate.groups.actions import leaving
from leadgate.groups.models import Membership
from leadgate.groups.types import Admission
from tests.facts import count, one
from tests.groups.scenes import bakers, person
from tests.ledger.rewriting import shown
from tests.papers import PDF

pytestmark = pytest.mark.both_databases


@pytest.fixture
def group(site, mina):
    made = bakers(site, admission=Admission.OPEN, questions=False)
    made.ask()
    return made.id


@pytest.fixture
def member(group) -> UUID:
    """Ada's membership, who posted a file."""
    member = one(Membership).id
    files = attaching.keep([Upload(BytesIO(PDF), "prices.pdf")], by=member)
    posting.open_thread(member, "Flour", "Look.", files)
    return member


def names(here) -> list[str]:
    """Of files, and of folders as far as there are such."""
    return sorted(str(path.relative_to(here.storage.folder)) for path in (here.storage.folder / "posts").rglob("*"))


def named_as_before(here) -> str:
    """Give the only file the name an older version gave it; answers that name."""
    row = one(PostFile)
    old = f"posts/{person().hex}/{row.id.hex}"
    here.storage.move(row.stored_as, old)
    action(lambda: setattr(one(PostFile), "stored_as", old))()
    return old


def read(group) -> bytes:
    forget_what_was_read()
    return file(group, one(PostFile).id, None)[1]


def test_no_name_in_the_store_says_who_wrote_a_post_whether_they_stay_or_leave(site, group, member):
    owner = person()
    for _when in ("while they are there", "when they have left"):
        assert names(site.here) == [one(PostFile).stored_as]
        assert owner.hex not in one(PostFile).stored_as
        leaving.leave(member, keeps_posts=True)
        forget_what_was_read()
    assert read(group) == PDF


def test_a_file_with_an_old_name_gets_one_that_says_nothing_and_is_read_as_before(site, group, member):
    old = named_as_before(site.here)
    leaving.leave(member, keeps_posts=True)
    assert tidying.rename_old() == 1
    assert tidying.rename_old() == 0
    assert read(group) == PDF
    assert names(site.here) == [one(PostFile).stored_as] != [old]
    assert tidying.tidy() == 0


def test_whoever_dies_while_a_file_gets_a_new_name_leaves_one_that_is_read(site, group, member, monkeypatch):
    old = named_as_before(site.here)
    with monkeypatch.context() as patched:
        patched.setattr(tidying, "_name", lambda *_row: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            tidying.rename_old()
    assert tidying.tidy() == 0, "a fresh copy may be of a post that is being written"
    assert read(group) == PDF
    assert tidying.rename_old() == 1
    assert (read(group), old in names(site.here)) == (PDF, False)


def test_a_file_that_was_lost_keeps_no_name_of_anybody_either(site, member):
    site.here.storage.delete(named_as_before(site.here))
    assert tidying.rename_old() == 1
    forget_what_was_read()
    assert person().hex not in one(PostFile).stored_as


def test_what_somebody_else_has_put_there_stops_nothing_and_stays(site, group, member):
    """One object of another name stopped the tidying at it, for ever."""
    left = attaching.keep([Upload(BytesIO(PDF), "left.pdf")], by=member)
    site.here.storage.put("posts/0-notes.txt", BytesIO(b"of somebody else"))
    with clock.moved(timedelta(hours=2)):
        assert (tidying.tidy(), len(left)) == (1, 1)
    assert names(site.here) == ["posts/0-notes.txt", one(PostFile).stored_as]


def test_a_store_that_is_out_of_reach_loses_nothing(site, group, member, monkeypatch):
    old = named_as_before(site.here)
    with monkeypatch.context() as patched:
        patched.setattr(Storage, "read", refuse)
        assert tidying.rename_old() == 0
    assert (read(group), one(PostFile).stored_as) == (PDF, old)


def refuse(*_read) -> None:
    raise FileMissing


def test_what_a_hold_keeps_lies_in_the_store_until_it_is_lifted(site, group, member):
    hold = holding.hold(person(), "a claim", kind="group_post_file")
    erasing.erase(person(), why=Why.PERSON)
    site.work()
    tidying.forget([])
    assert names(site.here) == [one(PostFile).stored_as]
    holding.lift(hold)
    site.work()
    assert (names(site.here), count(PostFile), count(GoingFile)) == ([], 0, 0)


def test_a_file_of_somebody_else_that_is_being_written_outlives_an_erasure(site, group, member):
    fresh = attaching.keep([Upload(BytesIO(PDF), "rye.pdf")], by=one(Membership).id)
    erasing.erase(person(), why=Why.PERSON)
    site.work()
    assert names(site.here) == [fresh[0].stored_as]


def test_the_trail_of_an_older_version_names_nobody_who_took_a_copy(site, member):
    forget_what_was_read()
    migrating.step_down(site.here, "0021")
    with site.here.database.writer.begin() as connection:
        named = f"values ({shown(site.here, member)}, CURRENT_TIMESTAMP, 'export', {shown(site.here, member)})"
        connection.execute(text(f"insert into audit_entry (id, at, act, subject) {named}"))
    migrating.migrate(site.here)
    assert one(AuditEntry, AuditEntry.act == "export").subject is None
    with pytest.raises(Exception, match="append-only"):
        action(lambda: setattr(one(AuditEntry, AuditEntry.act == "export"), "act", "x"))()
    forget_what_was_read()
    action(lambda: add_row(GoingFile, stored_as="posts/x"))()
    migrating.step_down(site.here, "0021")
    migrating.migrate(site.here)
    assert count(GoingFile) == 0
