"""`leadgate backup` and `leadgate restore`: what they print, and of what they warn."""

import json

import pytest
from click.testing import CliRunner
from sqlalchemy import update

from leadgate.backup import commands, left_behind
from leadgate.backup.actions import making
from leadgate.backup.beside import beside
from leadgate.consent.actions import answering
from leadgate.consent.queries import agrees
from leadgate.erasure.actions import erasing
from leadgate.erasure.types import Why
from leadgate.foundation.background.outbox import OutboxItem
from leadgate.foundation.db import action, session
from leadgate.foundation.mail.addresses import parsed
from leadgate.foundation.permissions import Role
from leadgate.people import queries as people
from leadgate.people.models import Person, Tombstone
from leadgate.staff.actions import accounts
from leadgate.staff.models import StaffAccount
from leadgate.standing.actions import binding
from leadgate.standing.queries import has_opted_out
from leadgate.standing.types import StandingKind
from tests.backup.restoring import restored, run
from tests.cast import ADA, NOOR
from tests.facts import count, one
from tests.visitor import PASSWORD

OWNER = "owner@bakery.example"


@pytest.fixture
def staffed(filled, copy):
    accounts.add_account(OWNER, Role.OWNER, PASSWORD)
    making.make(copy.parent / "staffed")
    return copy.parent / "staffed"


def test_a_restore_of_which_everything_is_known_warns_of_nothing(filled, staffed):
    erasing.erase(people.person_with(parsed(ADA)).id, why=Why.PERSON)
    filled.work()
    said = run(filled, commands.restore, staffed, "--yes")
    assert (said.exit_code, said.stderr) == (0, "")
    assert "People of the backup erased since, and erased again: 1" in said.stdout
    assert "Staff accounts removed or changed since, and so again: 0" in said.stdout


def test_a_restore_says_where_the_list_of_erasures_is_not_to_be_found(filled, staffed):
    said = run(filled, commands.restore, staffed, "--yes")
    assert "No list of erasures was found here" in said.stderr


def test_a_restore_says_that_nothing_lets_the_only_owner_in_as_often_as_it_is_done(filled, staffed):
    """The account that was removed, and has to stay as there is no other, would come in by its old password."""
    accounts.add_account("another@bakery.example", Role.OWNER, PASSWORD)
    accounts.remove_account(accounts.account_with(OWNER))
    told = json.loads(run(filled, commands.restore, staffed, "--yes", "--json").stdout)
    assert (told["staff_again"], told["owners_without_way_in"]) == (1, [OWNER])
    said = run(filled, commands.restore, staffed, "--yes")
    assert f"Nothing lets the owner {OWNER} in" in said.stderr
    assert one(StaffAccount).password_hash is None


def test_a_restore_where_nobody_is_known_who_works_there_says_so(filled, copy, staffed):
    assert restored(filled, copy)["staff_again"] == 0, "nobody worked there"
    said = run(filled, commands.restore, staffed, "--yes")
    assert "What happened to the staff since is not known here" in said.stderr
    assert "Staff accounts" not in said.stdout


def test_people_without_a_key_on_no_list_are_counted_before_a_restore_asks(filled, copy):
    filled.confirmed(email="mira@person.example")
    making.make(copy.parent / "between")
    restored(filled, copy)
    (copy.parent / "keys" / left_behind.RESTORES).unlink()
    said = run(filled, commands.backup, copy.parent / "between", "--check")
    assert "though on no list of erasures: 1" in said.stderr
    said = run(filled, commands.restore, copy.parent / "between")
    assert (said.exit_code, "though on no list of erasures: 1" in said.stderr) == (1, True)
    assert count(Person) == 2


def test_a_note_nobody_can_read_is_counted_and_keeps_no_other_from_being_said_again(filled, copy):
    """One of them stopped those behind it, and their opt-outs and withdrawals were gone with the database."""
    ada, noor = (people.person_with(parsed(email)).id for email in (ADA, NOOR))
    binding.stand(StandingKind.OPT_OUT, people.index_with(ada))
    answering.withdraw_by_name(ada, "newsletter", method="own-page")
    spoil_what_waits()
    binding.stand(StandingKind.OPT_OUT, people.index_with(noor))
    answering.withdraw_by_name(noor, "newsletter", method="own-page")
    binding.lift(noor, StandingKind.OPT_OUT)
    told = json.loads(run(filled, commands.restore, copy, "--yes", "--json").stdout)
    assert told["unreadable_notes"] == 2
    assert (has_opted_out(noor), agrees(noor, "newsletter")) == (False, False)
    binding.stand(StandingKind.OPT_OUT, people.index_with(noor))
    spoil_what_waits()
    said = run(filled, commands.restore, copy, "--yes").stderr
    assert "that waited to be written down and could not be read: " in said


@action
def spoil_what_waits():
    waiting = OutboxItem.kind.in_(("standing.note", "consent.note_withdrawal"))
    session().execute(update(OutboxItem).where(waiting, OutboxItem.done_at.is_(None)).values(payload={"at": "soon"}))


def test_a_drill_while_another_builds_says_so_in_a_sentence(filled, copy):
    with beside():
        said = CliRunner().invoke(commands.backup, [str(copy), "--check"])
    assert "already" in str(said.exception)
    assert count(Tombstone) == 0
