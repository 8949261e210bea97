"""Backups in the studio: made beside the last one and tried by a worker, as by command; keys are never shown."""

from datetime import timedelta

import pytest

from leadgate.backup.models import BackupCopy
from leadgate.foundation import clock
from leadgate.foundation.audit import AuditEntry
from leadgate.foundation.db import forget_what_was_read
from leadgate.foundation.permissions import Role
from leadgate.runs import queries as runs
from leadgate.runs.models import LongRun
from tests.browser_form import forms
from tests.facts import count, one
from tests.services import until

pytestmark = pytest.mark.both_databases("backup.beside")


@pytest.fixture
def officer(site):
    return site.staff(Role.OFFICER)


def ended(site, kind):
    site.work()

    def has():
        forget_what_was_read()
        return runs.newest(kind).ended_at

    until(has)
    return runs.newest(kind)


def test_before_the_first_one_the_page_says_how_it_is_made_and_makes_none(filled, officer):
    page = officer.get("/admin/backups").text
    assert "Make the first one in a shell" in page
    token = forms(page)[0].values["csrf_token"]
    assert officer.post("/admin/backups", data={"csrf_token": token}).status_code == 409
    assert count(LongRun) == 0


def test_one_is_made_beside_the_last_and_found_whole_by_a_worker_on_the_record(filled, copy, officer):
    officer.press("/admin/backups", "/admin/backups")
    made = ended(filled, "backup")
    assert made.trouble is None
    newest = one(BackupCopy, BackupCopy.folder != str(copy))
    assert newest.folder.startswith(f"{copy.parent}/")
    assert one(AuditEntry, AuditEntry.act == "backup:made", AuditEntry.actor.is_not(None))
    officer.press("/admin/backups", f"/admin/backups/{newest.id}/trial")
    tried = ended(filled, "backup-try")
    assert (tried.trouble, tried.result["unexplained"]) == (None, 0)
    page = officer.get("/admin/backups").text
    assert "is whole" in page
    assert "A backup was found whole on" in page
    assert f"The keys to it are in {copy.parent / 'keys'}." in page
    assert one(AuditEntry, AuditEntry.act == "backup:tried").subject == newest.id


def test_a_damaged_one_is_said_to_be_and_an_old_one_to_be_looked_at(filled, copy, officer):
    (copy / "manifest.json").write_text("{}")
    officer.press("/admin/backups", f"/admin/backups/{one(BackupCopy).id}/trial")
    assert "changed after the backup was made" in ended(filled, "backup-try").trouble
    assert "never tried" in officer.get("/admin/backups").text
    with clock.moved(timedelta(days=8)):
        page = filled.staff(Role.OWNER).get("/admin/backups").text
    assert page.partition("The last trial")[0].count("look at this") == 1


def test_keys_are_told_of_and_never_shown(filled, copy, here, officer):
    page = officer.get("/admin/keys").text
    for key in (*here.settings.master_key.decode().split(), here.settings.secret_key.decode()):
        assert key not in page
    assert f"{copy} can be restored afterwards" in page
    assert "leadgate keys rotate" in page
