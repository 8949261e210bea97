"""Mail servers as they are: what each says at each stage, and what becomes of the letter."""

import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from leadgate.foundation import clock
from leadgate.foundation.background.outbox import OutboxItem
from leadgate.foundation.settings import SmtpTls
from tests import services
from tests.facts import one
from tests.scripted_mail import CUT, USUAL, Scripted


@contextmanager
def sent_to(here, **settings) -> Iterator[None]:
    before = here.settings
    here.given = replace(before, **settings)
    yield
    here.given = before


@pytest.mark.parametrize(
    ("at", "said", "becomes"),
    [
        ("greeting", "554 not for you", "waits"),
        ("greeting", "421 busy", "waits"),
        ("greeting", CUT, "waits"),
        ("EHLO", CUT, "waits"),
        ("AUTH", "535 5.7.8 wrong password", "waits"),
        ("AUTH", "454 4.7.0 later", "waits"),
        ("MAIL", "550 5.7.1 sender unknown", "waits"),
        ("MAIL", "451 4.3.0 later", "waits"),
        ("MAIL", "552 5.3.4 too large", "refused: 552"),
        ("RCPT", "550 5.1.1 no such user", "refused: 550"),
        ("RCPT", "553 5.1.3 what is that", "refused: 553"),
        ("RCPT", "450 4.2.1 greylisted", "waits"),
        ("RCPT", "421 4.7.0 too many", "waits"),
        ("RCPT", CUT, "waits"),
        ("DATA", "554 5.7.1 not like this", "refused: 554"),
        ("DATA", "451 4.3.0 later", "waits"),
        ("content", "550 5.7.1 looks like spam", "refused: 550"),
        ("content", "452 4.3.1 disk full", "waits"),
        ("content", CUT, "waits"),
    ],
)
def test_what_is_refused_for_good_ends_and_everything_else_is_tried_again(site, here, at, said, becomes):
    """Of a letter, or of its recipient, that is; what the operator can mend waits until they have."""
    server = Scripted(**{at: said})
    site.publish()
    site.visitor().opt_in()
    with sent_to(here, smtp_url=server.url.replace("//", "//user:secret@")):
        site.work()
        letter = one(OutboxItem, OutboxItem.kind == "mail")
        assert (letter.trouble if letter.dead_at else "waits" if letter.due_at else "sent") == becomes
        server.said = USUAL
        with clock.moved(timedelta(minutes=1)):
            site.work()
    server.close()
    assert len(server.kept) == (1 if becomes == "waits" else 0)


def test_a_letter_is_written_in_seven_bits(site, here):
    """A server need not take eight, and one that must write it anew may break what was signed (RFC 6152)."""
    server = Scripted()
    site.publish(title="從容定價 für alle")
    site.visitor().opt_in()
    with sent_to(here, smtp_url=server.url):
        site.work()
    server.close()
    assert server.kept[0].isascii()


@pytest.fixture
def own_certificate(tmp_path):
    """Of a mail server at 127.0.0.1, signed by itself."""
    key, name = ec.generate_private_key(ec.SECP256R1()), x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "mail")])
    now, place = datetime.now(UTC), x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))])
    made = x509.CertificateBuilder(name, name, key.public_key(), 1, now - timedelta(days=1), now + timedelta(days=1))
    made = made.add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
    made = made.add_extension(place, critical=False).sign(key, hashes.SHA256())
    kept = tmp_path / "mail.pem"
    plain = serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    kept.write_bytes(
        made.public_bytes(serialization.Encoding.PEM) + key.private_bytes(serialization.Encoding.PEM, *plain)
    )
    return kept


@pytest.mark.parametrize(
    ("tls", "offered", "known", "leaves"),
    [
        (SmtpTls.OFFERED, True, True, True),
        (SmtpTls.OFFERED, True, False, False),
        (SmtpTls.OFFERED, False, False, True),
        (SmtpTls.REQUIRED, True, True, True),
        (SmtpTls.REQUIRED, False, False, False),
        (SmtpTls.UNCHECKED, True, False, True),
        (SmtpTls.UNCHECKED, False, False, False),
        (SmtpTls.OFF, True, False, True),
    ],
)
def test_letters_travel_as_the_setting_says(site, here, own_certificate, tls, offered, known, leaves):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(own_certificate)
    site.publish()
    site.visitor().opt_in()
    how = {"smtp_tls": tls, "smtp_certificate": own_certificate if known else None}
    with services.smtp(tls_context=context if offered else None) as (inbox, url), sent_to(here, smtp_url=url, **how):
        site.work()
    assert len(inbox.received) == leaves
