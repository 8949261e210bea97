"""Letters that are signed here are what dkimpy, which shares nothing with us, believes; and nothing else is."""

from base64 import b64encode
from dataclasses import replace

import dkim
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.rsa import generate_private_key
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat
from hypothesis import given
from hypothesis import strategies as st

import config
from leadgate.foundation.configuration.errors import WrongSetting
from leadgate.foundation.mail.signing import signatures
from leadgate.foundation.settings import DkimKey
from tests.cast import ADA, NOOR
from tests.letter_sending.scenes import letter, listening, sent
from tests.letters.samples import letter as composed
from tests.letters.samples import reader

RSA, ED = DkimKey("r1", generate_private_key(65_537, 2_048)), DkimKey("e1", Ed25519PrivateKey.generate())
KEYS = pytest.mark.parametrize("key", [RSA, ED], ids=["RSA", "Ed25519"])


def in_the_dns(name: bytes, **_more) -> bytes | None:
    """What the name server would say of our keys."""
    for key, kind in ((RSA, b"rsa"), (ED, b"ed25519")):
        if name.startswith(key.selector.encode() + b"._domainkey.bakery.example"):
            public = key.private.public_key()
            form = PublicFormat.SubjectPublicKeyInfo if kind == b"rsa" else PublicFormat.Raw
            raw = public.public_bytes(Encoding.DER if kind == b"rsa" else Encoding.Raw, form)
            return b"v=DKIM1; k=" + kind + b"; p=" + b64encode(raw)
    return None


def is_believed(message: bytes) -> bool:
    return dkim.verify(message, dnsfunc=in_the_dns)


@KEYS
def test_a_letter_that_is_signed_is_believed_and_one_changed_on_the_way_is_not(key):
    raw = composed().filled(reader(name="Ada 🌷", company="Bakery"))
    whole = b"".join(signatures(raw, [key], "bakery.example")) + raw
    assert is_believed(whole)
    for before, after in ((b"Subject: ", b"Subject: Re: "), (b"\r\nDate: ", b"\r\nFrom: x@evil.example\r\nDate: ")):
        assert before in whole
        assert not is_believed(whole.replace(before, after, 1))
    assert not is_believed(whole + b"more\r\n")


@KEYS
def test_spaces_and_folding_that_servers_change_on_the_way_change_nothing(key):
    raw = b"From: A <a@bakery.example>\r\nSubject: one  two\r\nTo: b@c.example\r\n\r\nline \t one  \r\n\r\n\r\n"
    whole = b"".join(signatures(raw, [key], "bakery.example")) + raw
    assert is_believed(whole)
    assert is_believed(whole.replace(b"Subject: one  two", b"subject:\r\n one two"))
    assert is_believed(whole.rstrip() + b"\r\n")


LINES = st.lists(st.text(st.characters(codec="utf-8", exclude_characters="\r\n"), max_size=60), max_size=6)


@given(st.text("abc \t:;=", min_size=1, max_size=80).filter(str.strip), LINES)
def test_whatever_a_letter_says_it_is_believed(subject, lines):
    body = "\r\n".join(lines).encode()
    raw = b"From: a@bakery.example\r\nSubject: x" + subject.encode() + b"\r\n\r\n" + body
    for key in (RSA, ED):
        assert is_believed(b"".join(signatures(raw, [key], "bakery.example")) + raw)


@pytest.fixture
def signing(here):
    before = here.given
    here.given = replace(before, dkim_keys=(RSA, ED), mail_from="guides@bakery.example")
    yield
    here.given = before


def test_every_letter_is_signed_by_both_keys_single_ones_and_those_to_many(site, here, signing):
    site.purpose()
    site.publish(purposes=["newsletter"])
    site.confirmed(consent=["newsletter"])
    with listening(here) as inbox:
        site.visitor().opt_in(email=NOOR)
        site.work()
        sent(letter())
    assert {to for [to], _raw in inbox.received} == {ADA, NOOR}
    for _to, raw in inbox.received:
        assert raw.count(b"DKIM-Signature: ") == 2
        assert is_believed(raw)
        assert is_believed(raw[raw.index(b"DKIM-Signature", 5) :]), "each by itself"


def test_a_key_without_a_selector_or_that_is_none_stops_the_start(tmp_path):
    (tmp_path / "key.pem").write_bytes(RSA.private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    (tmp_path / "none.pem").write_text("no key")
    given = {"LEADGATE_DATA_DIR": str(tmp_path), "LEADGATE_DKIM_KEY": str(tmp_path / "key.pem")}
    read = config.load(given | {"LEADGATE_DKIM_SELECTOR": "s1"}, makes_keys=True)
    assert [one.selector for one in read.dkim_keys] == ["s1"]
    for wrong in (given, given | {"LEADGATE_DKIM_KEY": str(tmp_path / "none.pem"), "LEADGATE_DKIM_SELECTOR": "s1"}):
        with pytest.raises(WrongSetting, match="LEADGATE_DKIM_KEY"):
            config.load(wrong, makes_keys=True)
