"""`leadgate privacy erase`: what it prints is what has happened."""

import pytest
from click.testing import CliRunner

from leadgate.erasure.actions import certifying
from leadgate.erasure.models import Erasure
from leadgate.foundation import clock
from leadgate.foundation.background import outbox
from leadgate.foundation.files.store_errors import StorageFull, StoreSilent
from leadgate.people.models import Person
from leadgate.people.verification.models import Verification
from leadgate.rights.commands import privacy
from leadgate.verifier.documents import verify_document
from leadgate.verifier.reading import read
from leadgate.verifier.verdict import Trust
from tests.cast import ADA, NOOR
from tests.facts import count, one


def erase(address, *options):
    return CliRunner().invoke(privacy, ["erase", address, "--yes", *options])


def test_who_is_known_is_erased_and_the_certificate_is_named(site):
    site.publish()
    site.confirmed(email=ADA)
    said = erase(ADA)
    assert (said.exit_code, said.output.startswith("Erased. Certificate ")) == (0, True)
    assert count(Person) == 0


def test_of_an_address_nobody_has_nothing_is_said_to_be_erased(site):
    site.publish()
    site.confirmed(email=ADA)
    said = erase(NOOR)
    assert said.exit_code != 0
    assert "Erased" not in said.output
    assert "Nobody with this address is known here" in f"{said.output}{said.exception}"
    assert count(Erasure) == 0


def test_what_waits_under_an_address_is_erased_although_nobody_is_known_by_it(site):
    site.publish()
    site.visitor().opt_in(email=NOOR)
    assert erase(NOOR).exit_code == 0
    assert count(Verification) == 0


@pytest.mark.parametrize("reason", [lambda: outbox.Postponed(clock.now()), StoreSilent, StorageFull])
def test_what_only_a_worker_can_finish_is_not_called_erased(site, monkeypatch, reason):
    """Somebody reads the database, or the store is away; its number is said either way."""

    def not_now(_erasure):
        raise reason()

    monkeypatch.setattr(certifying, "finish", not_now)
    site.publish()
    site.confirmed(email=ADA)
    said = erase(ADA)
    assert said.output.startswith("Not finished: ")
    assert f"Erasure {one(Erasure).id}" in said.output
    assert "Erased" not in said.output


def test_the_certificate_it_prints_is_the_very_file_that_can_be_verified(site):
    """It was printed in another spelling, which our own verifier refuses as changed at byte 1."""
    site.publish()
    site.confirmed(email=ADA)
    printed = erase(ADA, "--json").stdout_bytes
    assert read(printed)["dct:identifier"] == str(one(Erasure).id)
    assert verify_document(printed, Trust()).faults == []


def test_where_there_is_no_certificate_yet_a_program_reads_nothing_and_a_person_why(site, monkeypatch):
    monkeypatch.setattr(certifying, "finish", lambda _erasure: None)
    site.publish()
    site.confirmed(email=ADA)
    said = erase(ADA, "--json")
    assert (said.exit_code, said.stdout) == (0, "")
    assert said.stderr.startswith("There is no certificate yet. Not finished: ")
