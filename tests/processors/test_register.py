"""The register of processors in the studio: the same acts as by command, on the staff's record."""

import pytest
from click.testing import CliRunner

from leadgate.erasure.actions import erasing
from leadgate.erasure.models import Processor, ProcessorNotice
from leadgate.erasure.types import Why
from leadgate.foundation.audit import AuditEntry
from leadgate.foundation.permissions import Role
from leadgate.people.models import Person
from leadgate.processors.commands import processor as commands
from tests.cast import ADA
from tests.facts import count, one

URL = "https://mailhouse.example/erasures"


@pytest.fixture
def officer(site):
    return site.staff(Role.OFFICER)


def add(officer, **typed):
    return officer.fill("/office/processors/new", **{"name": "Mail house", "url": URL, "knows_by": "sha256"} | typed)


def test_who_is_added_is_told_of_whoever_is_erased_then_and_their_secret_is_shown_once(site, officer):
    answer = add(officer)
    assert "whsec_" in answer.text
    assert "whsec_" not in officer.get("/office/processors").text
    assert "Mail house" in site.visitor().get("/privacy").text
    site.publish()
    site.confirmed()
    erasing.erase(one(Person).id, why=Why.PERSON)
    assert one(ProcessorNotice).processor_id == one(Processor).id
    assert "1 not taken yet" in officer.get("/office/processors").text
    assert one(AuditEntry, AuditEntry.act == "processor:add").actor is not None


def test_what_is_changed_holds_and_who_is_retired_is_told_no_more(site, officer):
    add(officer)
    number = one(Processor).id
    officer.fill(f"/office/processors/{number}", name="Print house", url=f"{URL}/new", knows_by="email")
    assert (one(Processor).name, one(Processor).url, one(Processor).knows_by) == ("Print house", f"{URL}/new", "email")
    page = officer.get(f"/office/processors/{number}/end").text
    assert "whoever is erased from now on stays with them" in page
    officer.press(f"/office/processors/{number}/end", f"/office/processors/{number}/end")
    assert one(Processor).retired_at
    assert "Told no more" in officer.get("/office/processors").text
    assert officer.get(f"/office/processors/{number}").status_code == 404
    site.publish()
    site.confirmed(email=ADA)
    erasing.erase(one(Person).id, why=Why.PERSON)
    assert count(ProcessorNotice) == 0


@pytest.mark.parametrize(
    ("typed", "status"),
    [
        ({"url": "http://mailhouse.example/"}, 422),
        ({"url": "https://10.0.0.8/erasures"}, 422),
        ({"url": "http://localhost:9/erasures"}, 422),
        ({"name": "Known"}, 409),
        ({"name": ""}, 422),
    ],
)
def test_nobody_is_told_where_only_this_machine_or_its_network_is_and_no_name_is_given_twice(officer, typed, status):
    """Where the command may name a server of this machine to try it, a page may not: it can be opened from afar."""
    add(officer, name="Known")
    assert add(officer, **typed).status_code == status
    assert count(Processor) == 1


def test_the_command_does_the_same(here, app):
    with app.app_context():
        said = CliRunner().invoke(commands, ["add", "Try", "--url", "http://localhost:9/erasures"])
        number = str(one(Processor).id)
        typed = ("--name", "Tried", "--url", URL, "--knows-by", "email")
        assert CliRunner().invoke(commands, ["change", number, *typed]).exit_code == 0
        assert "Tried" in CliRunner().invoke(commands, ["list"]).output
        assert CliRunner().invoke(commands, ["retire", number]).exit_code == 0
    assert "whsec_" in said.output
    assert one(Processor).retired_at
