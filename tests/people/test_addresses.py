"""Addresses: what is one person's, what is not, and what is no address at all."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadgate.people.addresses import NotAnAddress, parsed


@pytest.mark.parametrize(
    ("typed", "normalised", "sent_to"),
    [
        ("Ada@Person.Example", "ada@person.example", "Ada@person.example"),
        (" ada@person.example ", "ada@person.example", "ada@person.example"),
        ("a.d.a+x@person.example", "a.d.a+x@person.example", "a.d.a+x@person.example"),
        ("kim@BÜCHER.example", "kim@xn--bcher-kva.example", "kim@xn--bcher-kva.example"),
        ("ДЖОН@person.example", "джон@person.example", "ДЖОН@person.example"),
        ("o'hara@person.example", "o'hara@person.example", "o'hara@person.example"),
    ],
)
def test_one_person_per_normalised_address_and_mail_goes_to_what_was_typed(typed, normalised, sent_to):
    address = parsed(typed)
    assert (address.normalised, address.typed) == (normalised, sent_to)


def test_nothing_else_is_guessed():
    assert parsed("a.b@gmail.com").normalised != parsed("ab@gmail.com").normalised
    assert parsed("a+x@gmail.com").normalised != parsed("a@gmail.com").normalised


def test_spellings_of_one_mailbox_share_a_mail_budget():
    assert {parsed(text).mailbox for text in ("a.b@gmail.com", "AB+news@gmail.com", "ab@gmail.com")} == {"ab@gmail.com"}


@given(st.text(max_size=80))
def test_whatever_is_typed_it_is_an_address_or_a_refusal(text):
    try:
        address = parsed(text)
    except NotAnAddress:
        return
    assert "@" in address.normalised
    assert not any(ord(sign) < 33 for sign in address.typed)


@given(st.emails())
def test_normalising_twice_changes_nothing(email):
    try:
        once = parsed(email)
    except NotAnAddress:
        return
    assert parsed(once.normalised).normalised == once.normalised


@pytest.mark.parametrize(
    ("email", "throw_away"),
    [
        ("x@mailinator.com", True),
        ("x@anything.mailinator.com", True),
        ("x@person.example", False),
        ("x@duck.com", False),
        ("x@privaterelay.appleid.com", False),
        ("x@mozmail.com", False),
    ],
)
def test_throw_away_services_are_known_and_masks_are_none(email, throw_away):
    assert parsed(email).is_throw_away is throw_away


def test_the_mailbox_page_is_known_from_the_domain_alone():
    assert parsed("x@gmail.com").webmail == "https://mail.google.com/"
    assert parsed("x@person.example").webmail is None
