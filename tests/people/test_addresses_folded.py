"""Which addresses are one person's: those that differ in nothing but the case of letters."""

import sys
import unicodedata

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from sqlalchemy import update

from leadgate.erasure.actions import erasing
from leadgate.foundation import clock
from leadgate.foundation.audit import AuditEntry
from leadgate.foundation.db import action, forget_what_was_read, session
from leadgate.foundation.ids import new_id
from leadgate.foundation.mail.addresses import NotAnAddress, in_small_letters, parsed
from leadgate.foundation.permissions import Role
from leadgate.groups import queries as groups
from leadgate.invitations.actions import inviting
from leadgate.invitations.actions import refolding as invitations
from leadgate.invitations.models import Invitation
from leadgate.joining.actions import remembering
from leadgate.joining.errors import NotYetAgain
from leadgate.joining.types import JoinState
from leadgate.people import queries as people
from leadgate.people.errors import ErasedMeanwhile
from leadgate.people.models import Person, Tombstone
from leadgate.people.types import SuppressionReason
from leadgate.people.verification.actions import identity, refolding
from leadgate.people.verification.actions.suppressing import leave_alone
from leadgate.rights.actions import refolding as rights
from leadgate.rights.models import PrivacyRequest
from tests.facts import count, one
from tests.groups.scenes import MINA, bakers

pytestmark = pytest.mark.both_databases(
    "people.verification.actions.refolding",
)
STREET, STRASSE = "straße@person.example", "strasse@person.example"


@pytest.mark.parametrize(
    ("one", "other"),
    [(STREET, STRASSE), ("ſam@person.example", "sam@person.example"), ("ﬁn@person.example", "fin@person.example")],
)
def test_what_unicode_folds_alike_is_another_mailbox(one, other):
    assert parsed(one).normalised != parsed(other).normalised


def test_letters_and_domains_have_no_case():
    assert parsed("Ada@BÜCHER.Example").normalised == parsed("ada@xn--bcher-kva.example").normalised


@given(st.text(st.sampled_from("aAsSßſKK\u212aıiIİéÉ\u0301äÄﬁДд"), min_size=1, max_size=4), st.data())
def test_two_addresses_that_compare_alike_differ_in_case_only(local, data):
    other = data.draw(st.sampled_from([local.casefold(), local.upper(), local.lower(), local.swapcase()]))
    try:
        first, second = parsed(f"{local}@person.example"), parsed(f"{other}@person.example")
    except NotAnAddress:
        assume(False)
    assert (first.normalised == second.normalised) is (first.typed.lower() == second.typed.lower())


def test_nothing_beyond_ascii_becomes_a_letter_of_ascii():
    """Whoever could register such a mailbox would be taken for somebody else."""
    signs = (unicodedata.normalize("NFC", chr(number)) for number in range(0x80, sys.maxunicode))
    assert [sign for sign in signs if not sign.isascii() and in_small_letters(sign).isascii()] == []


def test_two_whose_addresses_fold_alike_are_two_people(site):
    site.publish()
    for address in (STRASSE, STREET):
        site.confirmed(email=address)
    assert count(Person) == 2
    assert people.person_with(parsed(STREET)).id != people.person_with(parsed(STRASSE)).id


@action
def known_by(person, index: bytes) -> None:
    session().execute(update(Person).where(Person.id == person).values(address_index=index))


@pytest.fixture
def not_yet(monkeypatch):
    """An installation that was made before; its audit trail cannot be made to forget."""
    monkeypatch.setattr(people, "REFOLDED", "people:addresses-folded-test")


def test_who_is_known_by_the_older_rule_is_found_after_migrating_and_nobody_else_finds_them(site, here, not_yet):
    site.publish()
    site.confirmed(email=STREET)
    known = one(Person).id
    known_by(known, here.vault.blind_index("address", STRASSE))
    forget_what_was_read()
    assert people.person_with(parsed(STRASSE)).id == known, "the fault"
    refolding.refold()
    forget_what_was_read()
    assert people.person_with(parsed(STREET)).id == known
    assert people.person_with(parsed(STRASSE)) is None
    refolding.refold()
    assert count(AuditEntry, AuditEntry.act == people.REFOLDED) == 1


def test_whom_nobody_may_find_stays_hidden_when_addresses_are_folded_anew(site, not_yet):
    site.publish()
    site.confirmed(email=STREET)
    known = one(Person).id
    known_by(known, people.index_of_nobody(known))
    refolding.refold()
    forget_what_was_read()
    assert people.person_with(parsed(STREET)) is None


@pytest.fixture
def erased(site, here, not_yet):
    """When somebody was erased whose stone bears the hash of the older rule; the rule has changed since."""
    site.publish()
    site.confirmed(email=STREET)
    erasing.leave(one(Person).id)
    laid = one(Tombstone).since

    @action
    def by_the_older_rule():
        session().execute(update(Tombstone).values(address_index=here.vault.blind_index("address", STRASSE)))

    by_the_older_rule()
    refolding.refold()
    return laid


@action
def bring(here, address: str, asked_at):
    """Write down somebody who proved an address."""
    key = here.vault.new_key(new_id())
    return identity.find_or_create(parsed(address), key=key, language="en", asked_at=asked_at)


def test_who_was_erased_under_the_older_rule_is_not_brought_back_by_what_was_asked_before(here, erased):
    with pytest.raises(ErasedMeanwhile):
        bring(here, STREET, erased)
    assert count(Person) == 0


def test_who_was_erased_under_the_older_rule_comes_back_by_an_act_of_their_own(here, erased):
    bring(here, STREET, clock.now())
    assert count(Person) == 1
    assert one(Tombstone).lifted_at


def test_the_stone_of_somebody_else_bars_nobody_whose_address_was_folded_alike(site, here, not_yet):
    site.publish()
    refolding.refold()
    site.confirmed(email=STRASSE)
    erasing.leave(one(Person).id)
    bring(here, STREET, one(Tombstone).since)
    forget_what_was_read()
    assert people.person_with(parsed(STREET))
    assert one(Tombstone).lifted_at is None


def test_who_said_not_me_before_the_rule_changed_is_left_alone_and_nobody_for_who_says_so_later(here, not_yet):
    leave_alone(here.vault.blind_index("address", STRASSE))
    refolding.refold()
    forget_what_was_read()
    assert people.is_suppressed(parsed(STREET), SuppressionReason.NOT_ME)
    other, its_fold = "groß@person.example", "gross@person.example"
    leave_alone(people.index_of(parsed(its_fold)))
    forget_what_was_read()
    assert people.is_suppressed(parsed(its_fold), SuppressionReason.NOT_ME)
    assert not people.is_suppressed(parsed(other), SuppressionReason.NOT_ME)


def test_privacy_requests_and_invitations_are_found_by_the_rule_of_today(site, here, monkeypatch):
    site.publish()
    site.visitor().fill("/privacy/request", right="restriction", email=STREET)
    site.staff(Role.MODERATOR, MINA)
    inviting.invite(bakers(site).id, STREET, by=new_id())
    old = here.vault.blind_index("address", STRASSE)

    @action
    def by_the_older_rule():
        session().execute(update(PrivacyRequest).values(address_index=old, subject_index=old))
        session().execute(update(Invitation).values(address_index=old))

    by_the_older_rule()
    for room in (rights, invitations):
        monkeypatch.setattr(room, "RULE", f"{room.RULE}-test")
        room.refold()
    now = people.index_of(parsed(STREET))
    asked = one(PrivacyRequest)
    assert asked.address_index == asked.subject_index == one(Invitation).address_index == now


def test_what_a_group_remembers_of_somebody_follows_them(site, here, not_yet):
    site.publish()
    site.staff(Role.MODERATOR, MINA)
    group = groups.group(bakers(site).id)
    site.confirmed(email=STREET)
    old = here.vault.blind_index("address", STRASSE)
    known_by(one(Person).id, old)
    remembering.remember(group, old, JoinState.DECLINED)
    refolding.refold()
    forget_what_was_read()
    with pytest.raises(NotYetAgain):
        remembering.refuse_before_time(group.id, one(Person).address_index)
