"""Addresses: what is one person's, what is not, and what is no address at all."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadgate.foundation.mail.addresses import NotAnAddress, _by_the_book, parsed
from leadgate.foundation.mail.pasted import as_meant


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


LOCALS = st.text("abcXYZ019.+-_'%=~é", min_size=1, max_size=70)
DOMAINS = st.sampled_from(
    [
        *("person.example", "PERSON.example", "localhost", "a..example", "-a.example", "a.test", "a.1", "example"),
        *("xn--bcher-kva.example", "xx--a.example", "b\u00fccher.example", f"{'b' * 64}.example", "a.onion", "[::1]"),
    ]
)


@given(LOCALS, DOMAINS)
def test_an_address_that_is_read_the_short_way_is_what_the_book_makes_of_it(local, domain):
    assert outcome(parsed, f"{local}@{domain}") == outcome(_by_the_book, as_meant(f"{local}@{domain}"))


def outcome(read, text):
    try:
        found = read(text)
    except NotAnAddress:
        return None
    return None if "=?" in text or "%0" in text else (found.typed, found.normalised)


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


MEANT = "ada@person.example"


@pytest.mark.parametrize(
    "pasted",
    [
        "\u200bada@person.example\ufeff",
        "\u202aada@person.example\u202c",
        "ada@\u2060person.example",
        "ada\u00ad@person.example",
        "ada＠person.example",
        "ａｄａ＠ｐｅｒｓｏｎ．ｅｘａｍｐｌｅ",
        "ada@person。example",
        "<ada@person.example>",
        "Ada Lovelace <ada@person.example>",
        '"Lovelace, Ada" <ada@person.example> ',
        "mailto:ada@person.example",
        "MAILTO:ada@person.example?subject=Hello",
        "<mailto:ada@person.example>",
        "ada@person.example,",
        "ada@person.example;",
        "ada@person.example.",
        "\u00a0ada@person.example\u3000",
    ],
)
def test_what_copying_puts_around_an_address_is_no_part_of_it(pasted):
    assert parsed(pasted).typed == MEANT


DECISIONS = {
    # What a mail server takes and people have.
    "a@person.example": True,
    "1@person.example": True,
    "a.b@person.example": True,
    "a-b_c+d@person.example": True,
    "!#$%&'*+/=^_`{|}~-?@person.example": True,
    "x" * 64 + "@person.example": True,
    "a@sub.sub.person.example": True,
    "a@123.example": True,
    "a@a-b.example": True,
    "a@xn--bcher-kva.example": True,
    "用戶@例子.example": True,
    "ü@person.example": True,
    # Too long (RFC 5321, 4.5.3.1; RFC 1035, 2.3.4).
    "x" * 65 + "@person.example": False,
    "ü" * 33 + "@person.example": False,
    f"a@{'x' * 64}.example": False,
    f"a@{'.'.join(['x' * 63] * 4)}.example": False,
    # No address at all (RFC 5322, 3.4.1).
    "": False,
    "a": False,
    "@": False,
    "@person.example": False,
    "a@": False,
    "a@@person.example": False,
    "a@b@person.example": False,
    ".a@person.example": False,
    "a.@person.example": False,
    "a..b@person.example": False,
    "a b@person.example": False,
    "a@person example": False,
    "a@.example": False,
    "a@person..example": False,
    "a@-person.example": False,
    "a@person-.example": False,
    "a@person_x.example": False,
    "a,b@person.example": False,
    "a:b@person.example": False,
    "a@person.example\r\nBcc: b@person.example": False,
    "a\x00@person.example": False,
    # Allowed by the grammar, and not here: nobody has one who is not trying things out, and each is a way to say
    # something else than it seems (quoted strings, comments, address literals, obsolete routes, one label).
    '"a"@person.example': False,
    '"a b"@person.example': False,
    '"@"@person.example': False,
    "a(comment)@person.example": False,
    "(comment)a@person.example": False,
    "a@person.example(comment)": False,
    "a@[127.0.0.1]": False,
    "a@[IPv6:::1]": False,
    "a@127.0.0.1": False,
    "@one.example,@two.example:a@person.example": False,
    "a . b@person.example": False,
    "a@localhost": False,
    "a@com": False,
    "=?utf-8?q?a?=@person.example": False,
}
"""By the kinds that validators of addresses are judged by (isemail): what is taken and what is not."""


@pytest.mark.parametrize("typed", DECISIONS)
def test_each_kind_of_address_is_taken_or_refused_as_it_was_decided(typed):
    try:
        parsed(typed)
    except NotAnAddress:
        assert not DECISIONS[typed]
    else:
        assert DECISIONS[typed]
