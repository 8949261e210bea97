"""What the doctor says of mail: it really tries the server, and asks the name servers about the sender."""

from contextlib import contextmanager
from dataclasses import replace
from functools import partial

import pytest
from click.testing import CliRunner
from dns import resolver

from leadgate.doctor.commands import doctor
from leadgate.doctor.sender_domain import about_domain
from tests.name_server import serving
from tests.scripted_mail import CUT, Scripted

MX = {("shop.org", "MX"): "10 mail.shop.org."}
SPF = {("shop.org", "TXT"): '"v=spf1 mx " "-all"'}
DMARC = {("_dmarc.shop.org", "TXT"): '"v=DMARC1; p=none"'}


@pytest.mark.parametrize(
    ("records", "domain", "missing"),
    [
        (MX | SPF | DMARC, "shop.org", []),
        (SPF | DMARC, "shop.org", ["no MX"]),
        (MX | DMARC, "shop.org", ["no SPF"]),
        (MX | SPF, "shop.org", ["no DMARC"]),
        ({}, "shop.org", ["no domain"]),
        ({("shop.org", "NS"): "ns.shop.org."}, "shop.org", ["no MX", "no SPF", "no DMARC"]),
        ({("shop.org", "A"): "192.0.2.1"} | SPF | DMARC, "shop.org", []),
        ({("xn--mnchen-3ya.org", "MX"): "10 a.example."} | SPF, "münchen.org", ["no SPF", "no DMARC"]),
        ({("news.shop.org", "MX"): "10 a.b.", ("news.shop.org", "TXT"): "v=spf1"} | DMARC, "news.shop.org", []),
        (MX | SPF | DMARC, "localhost.localdomain", ["nobody's"]),
    ],
)
def test_what_is_missing_for_letters_to_be_believed_is_named(records, domain, missing):
    with serving(records) as asked:
        said = list(about_domain(domain, asked))
    assert len(said) == len(missing), said
    assert all(words in sentence for words, sentence in zip(missing, said, strict=True))


def test_name_servers_that_do_not_answer_are_said_not_to():
    with serving({}) as asked:
        pass  # it is gone
    asked.lifetime = asked.timeout = 0.2
    assert "could not be asked" in " ".join(about_domain("shop.org", asked))


@contextmanager
def sending_by(here, **said):
    """An installation that sends by a server with these answers."""
    server, before = Scripted(**said), here.settings
    here.given = replace(before, smtp_url=server.url.replace("//", "//user:pass@"))
    yield server
    here.given = before
    server.close()


def asked_with(app, *words: str):
    with app.app_context():
        return CliRunner().invoke(doctor, words)


@pytest.mark.parametrize(
    ("said", "wanted"),
    [
        ({"AUTH": "535 no"}, "BAD  mail: The mail server does not know this user with this password (535)"),
        ({"greeting": "554 go away"}, "BAD  mail: The mail server answered with 554"),
        ({"greeting": CUT}, "BAD  mail: The mail server cannot be used"),
        ({"MAIL": "553 not yours"}, "BAD  test letter: The mail server takes no letters from LEADGATE_MAIL_FROM (553)"),
        ({"RCPT": "550 nobody"}, "BAD  test letter: The mail server refuses this letter for good (550)"),
        ({"RCPT": "450 later"}, "BAD  test letter: The mail server does not take this recipient now"),
        ({"content": "554 spam"}, "BAD  test letter: The mail server refuses this letter for good (554)"),
        ({}, "note test letter: The mail server took a letter to you@shop.org"),
        ({}, "note mail: The mail server takes no addresses beyond ASCII"),
    ],
)
def test_what_a_mail_server_refuses_is_said_by_its_stage(here, app, said, wanted):
    with sending_by(here, **said) as server:
        looked = asked_with(app, "--mail-to", "you@shop.org")
    assert wanted in looked.stdout
    assert looked.exit_code == int("BAD" in wanted), looked.output
    assert len(server.kept) == (1 if not said else 0)


def test_where_no_mail_is_sent_the_test_letter_is_kept_like_every_other(here, app):
    looked = asked_with(app, "--mail-to", "you@shop.org")
    assert "note test letter: The letter was kept" in looked.stdout
    assert len(list((here.settings.data_dir / "mail").glob("*.eml"))) == 1


def test_a_machine_that_names_no_name_servers_is_said_to(monkeypatch, tmp_path):
    (tmp_path / "resolv.conf").write_text("")
    here = partial(resolver.Resolver, filename=str(tmp_path / "resolv.conf"))
    monkeypatch.setattr("leadgate.site_settings.sender_records.resolver.Resolver", here)
    assert list(about_domain("shop.org")) == [
        "This machine names no name servers (/etc/resolv.conf), so nobody was asked about shop.org."
    ]
