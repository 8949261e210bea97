"""No space is left for the database: it is our fault, nothing typed is lost, and it goes on once there is space."""

import shutil
import sqlite3
from contextlib import closing

import pytest
from sqlalchemy import event

from leadgate.app import create_app
from leadgate.foundation.databases import page_cache
from leadgate.foundation.keys.vault import VaultKey
from leadgate.people.verification.models import Verification
from tests.cast import ADA
from tests.conftest import build
from tests.facts import WAITS, count
from tests.visitor import Site


@pytest.fixture
def full_site(sqlite_template, tmp_path):
    """A site on SQLite, and a list that is either empty or holds the most pages its database may have."""
    shutil.copy(sqlite_template, tmp_path / "leadgate.db")
    with closing(sqlite3.connect(tmp_path / "leadgate.db")) as file:
        file.execute("VACUUM")  # tables that migrations dropped left pages that are free
    here, most_pages = build(tmp_path), []

    @event.listens_for(here.database.writer, "checkout")
    def limit(connection, _record, _proxy):
        connection.execute(f"PRAGMA max_page_count={most_pages[0] if most_pages else 1_000_000}")

    page_cache.forget()
    with here.opened():
        yield Site(create_app(here), here), most_pages
    here.database.dispose()


def test_a_full_disk_is_said_loses_nothing_and_is_over_when_there_is_space(full_site):
    site, most_pages = full_site
    site.publish()
    most_pages.append(1)  # SQLite takes the pages it has; one more is what a full disk refuses
    answers = [site.visitor().opt_in(email=f"{number}.{ADA}", name="Ada") for number in range(40)]
    kept = [answer for answer in answers if answer.status_code == 303]
    refused = [answer for answer in answers if answer.status_code == 503]
    assert len(kept) + len(refused) == len(answers)
    assert ADA in refused[0].text, "what was typed stands ready to be sent again"
    assert refused[0].headers["Retry-After"]
    assert count(Verification, WAITS) == count(VaultKey) == len(kept), "none is half there"
    assert site.visitor().get("/a/guide").status_code == 200
    most_pages.clear()
    assert site.visitor().opt_in().status_code == 303
    assert len(site.mails()) == len(kept) + 1
