"""Many at once who decide by what they read, beside life in groups: consent, surveys, what staff may do."""

from functools import partial

import pytest

from leadgate.coding.actions import coding
from leadgate.coding.errors import CodeWithoutName
from leadgate.coding.models import SurveyCode
from leadgate.consent.actions import answering, lapsing
from leadgate.consent.models import ConsentState, Purpose
from leadgate.discussions.models import Post
from leadgate.foundation import clock
from leadgate.foundation.audit import AuditEntry
from leadgate.foundation.db import action, add_row, session
from leadgate.foundation.permissions import Role
from leadgate.ledger.models import LedgerEntry
from leadgate.ledger.types import ConsentEvent
from leadgate.people.actions.restricting import restrict
from leadgate.people.models import Person, Restriction
from leadgate.sanctions.actions import reporting
from leadgate.sanctions.models import ModerationStep
from leadgate.sanctions.types import Category
from leadgate.staff.actions import accounts, second_factor, sessions
from leadgate.staff.errors import LastOwner, NoSecondFactor, StaffLinkUsed
from leadgate.staff.models import StaffAccount, StaffChange
from leadgate.staff.types import Arrival, SignInChange
from leadgate.surveys.models import Survey
from tests.facts import count, one
from tests.faults.doors import group_of
from tests.faults.doors import moderators as moderators
from tests.faults.together import all_at_once, at_once, refused
from tests.groups.scenes import let_in, said_in
from tests.staff.app import set_up
from tests.surveys.scenes import choices, published, question, small

pytestmark = pytest.mark.both_databases(
    "coding.actions.coding",
    "consent.actions.lapsing",
    "discussions.actions.posting",
    "groups.actions.making",
    "staff.actions.accounts",
    "staff.actions.second_factor",
    "staff.actions.sessions",
    "surveys.actions.publishing",
)
MANY = 6


@pytest.fixture
def agreed(site):
    """Somebody who agreed to the newsletter, and the newsletter."""
    site.purpose()
    site.publish(purposes=["newsletter"])
    site.confirmed(consent="newsletter")
    return one(Person).id, one(Purpose, Purpose.slug == "newsletter").id


def test_a_consent_lapses_once(here, agreed):
    person, purpose = agreed
    which = ConsentState.purpose_id == purpose, ConsentState.state == ConsentEvent.GIVEN
    refused(all_at_once(here, partial(lapsing.lapse, [person], which), MANY))
    assert count(LedgerEntry, LedgerEntry.happened == ConsentEvent.EXPIRED) == 1


def test_what_is_renewed_and_taken_back_at_once_is_taken_back(here, agreed):
    person, purpose = agreed
    renew = partial(lapsing.renew, person, purpose, method="mail-link")
    withdraw = partial(answering.withdraw, here.vault.key_of(person), purpose, method="own-page")
    refused(at_once(here, renew, renew, withdraw, renew, renew))
    assert one(ConsentState, ConsentState.purpose_id == purpose).state == ConsentEvent.WITHDRAWN


def test_a_second_factor_is_taken_and_told_once(here, site):
    set_up(site.staff(Role.OFFICER, "olga@bakery.example"))
    reset = partial(second_factor.reset, accounts.account_with("olga@bakery.example"), by=None)
    refused(all_at_once(here, reset, MANY), NoSecondFactor)
    assert count(StaffChange, StaffChange.what == SignInChange.FACTOR_RESET) == 1


def test_a_one_time_link_lets_one_in(here, site):
    site.staff(Role.OFFICER, "olga@bakery.example")
    token = accounts.make_link(accounts.account_with("olga@bakery.example")).rpartition("/")[2]
    before = count(AuditEntry, AuditEntry.act == "staff:sign-in")
    enter = partial(sessions.sign_in_with_link, token, Arrival("192.0.2.0/24"))
    assert refused(all_at_once(here, enter, MANY), StaffLinkUsed) == MANY - 1
    assert count(AuditEntry, AuditEntry.act == "staff:sign-in") == before + 1


def test_of_two_owners_of_the_site_who_are_removed_at_once_one_stays(here, site):
    owners = [accounts.add_account(f"{name}@bakery.example", Role.OWNER) for name in ("olga", "otto")]
    answers = at_once(here, *[partial(accounts.remove_account, each) for each in owners])
    assert refused(answers, LastOwner) == 1
    assert count(StaffAccount, StaffAccount.role == Role.OWNER) == 1


def test_a_code_of_one_name_is_made_once(here):
    asked = question("bakes", "choice", choices=choices("bread", "cakes")), question("why", "long_text")
    published(small(*asked))
    add = partial(coding.add_code, one(Survey).id, "why", "Price", "", "")
    assert refused(all_at_once(here, add, MANY), CodeWithoutName) == MANY - 1
    assert count(SurveyCode) == 1


def test_two_moderators_who_find_nothing_wrong_at_once_find_it_once(here, site, moderators):
    site.publish()
    group = group_of(site, moderators, undo_minutes=0)
    said_in(group.id)
    reporting.report(let_in(site, group.id), one(Post).id, Category.SPAM)
    find = partial(reporting.find_nothing, one(Post).id, group=group.id, by=moderators[0])
    refused(all_at_once(here, find, MANY))
    assert count(ModerationStep, ModerationStep.what == "nothing-found") == 1


def test_an_act_that_is_run_once_more_reads_again_what_was_in_its_way(here, agreed):
    person, seen = agreed[0], []

    @action
    def act():
        seen.append(session().get(Restriction, person))
        if len(seen) == 1:
            at_once(here, partial(restrict, person, why="request"))
            add_row(Restriction, person_id=person, since=clock.now(), why="late")

    act()
    first, second = seen
    assert first is None
    assert second.why == "request"
