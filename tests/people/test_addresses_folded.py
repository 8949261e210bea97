"""Which addresses are one person's: those that differ in nothing but the case of letters."""

import sys
import unicodedata

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from sqlalchemy import update

from leadgate.foundation.audit import AuditEntry
from leadgate.foundation.db import action, forget_what_was_read, session
from leadgate.people import queries as people
from leadgate.people.addresses import NotAnAddress, in_small_letters, parsed
from leadgate.people.models import Person
from leadgate.people.verification.actions import refolding
from tests.facts import count, one

pytestmark = pytest.mark.both_databases("people.verification.actions.refolding")
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
    monkeypatch.setattr(refolding, "RULE", "people:addresses-folded-test")


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
    assert count(AuditEntry, AuditEntry.act == refolding.RULE) == 1


def test_whom_nobody_may_find_stays_hidden_when_addresses_are_folded_anew(site, not_yet):
    site.publish()
    site.confirmed(email=STREET)
    known = one(Person).id
    known_by(known, people.index_of_nobody(known))
    refolding.refold()
    forget_what_was_read()
    assert people.person_with(parsed(STREET)) is None
