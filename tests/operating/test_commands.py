"""The command line, as an operator types it: one clear line, and a status a script can go by."""

import json
import sqlite3

import pytest

from tests.papers import PDF
from tests.running import Running, commanded, leadgate


@pytest.fixture
def installed(tmp_path):
    running = Running(tmp_path)
    running.command("migrate")
    yield running
    running.stop()


def refused(running, *words: str) -> str:
    done = leadgate(*words, **running.environment)
    assert done.returncode == 1, done
    assert done.stdout == ""
    assert "Traceback" not in done.stderr
    return done.stderr.strip()


def test_a_file_is_published_with_its_purpose_and_a_second_one_of_that_name_is_refused(installed, tmp_path):
    (tmp_path / "letter.txt").write_text("Once a month.")
    (tmp_path / "guide.pdf").write_bytes(PDF)
    wording = ("--title", "Monthly letter", "--text", str(tmp_path / "letter.txt"))
    assert "version 1" in installed.command("purpose", "add", "letter", *wording)
    publish = ("asset", "publish", str(tmp_path / "guide.pdf"), "--slug", "guide", "--title", "Guide")
    assert installed.command(*publish, "--purpose", "letter", "--ask", "name") == f"{installed.url}/a/guide"
    assert "already" in refused(installed, *publish)
    assert "not offered" in installed.command("purpose", "retire", "letter")
    assert refused(installed, *publish[:-3], "other", "--title", "Other", "--purpose", "letter")
    for title, said in ((" ", "It is empty"), ("x" * 201, "201 signs"), ("a\u202eb", "hidden sign")):
        assert said in commanded(*publish[:-3], "odd", "--title", title, **installed.environment).stderr
    assert leadgate("asset", "publish", **installed.environment).returncode == 2


def test_an_account_gets_a_link_and_later_another_one(installed):
    first = installed.command("staff", "add", "ada@bakery.example", "--role", "owner")
    again = installed.command("staff", "link", "ada@bakery.example")
    assert first != again
    assert all("/staff/welcome/" in link for link in (first, again))
    assert "no account" in refused(installed, "staff", "link", "noor@bakery.example")


def test_a_changed_byte_in_the_ledger_is_found_and_named(installed, tmp_path):
    (tmp_path / "guide.pdf").write_bytes(PDF)
    installed.command("asset", "publish", str(tmp_path / "guide.pdf"), "--slug", "guide", "--title", "Guide")
    installed.command("seed", "--people", "5")
    assert "lead to root" in installed.command("ledger", "verify")
    database = sqlite3.connect(tmp_path / "data/leadgate.db")
    database.execute("drop trigger ledger_entry_no_update")
    entry = database.execute("select id from ledger_entry order by id limit 1").fetchone()[0]
    database.execute("update ledger_entry set method = 'forn' where id = ?", (entry,))
    database.commit()
    database.close()
    said = refused(installed, "ledger", "verify")
    assert "was changed after it was sealed" in said
    assert entry in said.replace("-", "")


def test_the_doctor_says_what_is_in_order_and_what_is_not(installed):
    assert set(json.loads(installed.command("doctor", "--json")).values()) == {"ok"}
    installed.environment["LEADGATE_SMTP_URL"] = "smtp://127.0.0.1:9"
    done = leadgate("doctor", **installed.environment)
    assert done.returncode == 1
    assert "LEADGATE_SMTP_URL" in done.stdout


def test_dead_letters_are_listed_and_nobody_needs_to_wait_for_none(installed):
    assert installed.command("outbox", "dead") == "0 dead letters."
    assert json.loads(installed.command("outbox", "dead", "--json")) == []
    assert installed.command("outbox", "retry") == "0 will be tried again."


@pytest.mark.parametrize(
    ("name", "value"),
    [("LEADGATE_DATABASE_URL", "mysql://x"), ("LEADGATE_NO_SUCH_THING", "1"), ("LEADGATE_AGE_OF_CONSENT", "12")],
)
def test_a_wrong_setting_stops_the_start_with_a_sentence_that_names_it(installed, name, value):
    installed.environment[name] = value
    assert name in refused(installed, "doctor")


def test_who_came_in_the_last_moment_is_counted_when_the_server_stops(installed, tmp_path):
    (tmp_path / "guide.pdf").write_bytes(PDF)
    installed.command("asset", "publish", str(tmp_path / "guide.pdf"), "--slug", "guide", "--title", "Guide")
    server = installed.web()
    visit = installed.connection()
    visit.request("GET", "/a/guide", headers={"User-Agent": "Mozilla/5.0"})
    assert visit.getresponse().status == 200
    server.terminate()
    server.wait()
    database = sqlite3.connect(tmp_path / "data/leadgate.db")
    assert database.execute("select step, count from step_count").fetchall() == [("seen", 1)]
    database.close()
