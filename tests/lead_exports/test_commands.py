"""The command line brings leads and takes them along by the same acts as the studio."""

import csv
import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from leadgate.foundation.permissions import Role
from leadgate.lead_exports.commands import take
from leadgate.lead_exports.errors import NobodyMayTake
from leadgate.lead_exports.models import LeadExport
from leadgate.lead_imports.commands import bring
from leadgate.lead_imports.models import LeadImport
from leadgate.staff.actions.accounts import account_with
from tests.facts import count, one

LIST = "Email,CONFIRM_TIME,Source\nnew@list.example,2024-05-06,The fair\nnone@list.example,,The fair\n"


def run(app, command, *words: str) -> str:
    with app.app_context():
        done = CliRunner().invoke(command, words, catch_exceptions=False)
    assert done.exit_code == 0, done.output
    return done.output


@pytest.fixture
def list_file(site, outside):
    site.purpose()
    file = outside / "list.csv"
    file.write_text(LIST)
    return file


def test_a_list_is_looked_through_and_taken_in_from_the_command_line(site, app, list_file):
    told = json.loads(run(app, bring, str(list_file), "--purpose", "newsletter", "--dry-run", "--json"))
    assert (told["rows"], told["lines"], count(LeadImport)) == (2, {"new": 1, "no-proof": 1}, 0)
    left = list_file.with_name("left.csv")
    run(app, bring, str(list_file), "--purpose", "newsletter", "--left-out", str(left))
    site.work()
    assert one(LeadImport).state == "done"
    assert [row["address"] for row in csv.DictReader(left.open(encoding="utf-8-sig"))] == ["none@list.example"]


def test_leads_are_taken_along_in_the_name_of_an_account_that_may(site, app, list_file):
    run(app, bring, str(list_file), "--purpose", "newsletter")
    site.work()
    site.staff(Role.MARKETER)
    site.staff(Role.OFFICER)
    ask = ("--purpose", "newsletter", "--out", str(list_file.parent), "--by")
    with pytest.raises(NobodyMayTake):
        run(app, take, *ask, "officer@bakery.example")
    assert count(LeadExport) == 0
    written = run(app, take, *ask, "marketer@bakery.example").strip()
    with Path(written).open(encoding="utf-8-sig") as file:
        assert [row["email"] for row in csv.DictReader(file)] == ["new@list.example"]
    assert (one(LeadExport).by, one(LeadExport).lines) == (account_with("marketer@bakery.example"), 1)
