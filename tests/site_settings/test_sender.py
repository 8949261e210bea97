"""Who letters are from: set in the studio, tried by a real letter, and looked at as the world's name servers see it."""

import re
from base64 import b64encode
from contextlib import contextmanager
from dataclasses import replace
from email import message_from_bytes
from email.policy import default

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.rsa import generate_private_key
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from dns import resolver

from leadgate.foundation import clock
from leadgate.foundation.audit import AuditEntry
from leadgate.foundation.configuration import versions
from leadgate.foundation.configuration.sealing import sealed
from leadgate.foundation.permissions import Role
from leadgate.site_settings import sender_records
from leadgate.site_settings.actions import choosing
from leadgate.site_settings.sender_records import look_up
from leadgate.site_settings.types import RecordKind
from tests.browser_form import forms
from tests.facts import count
from tests.name_server import serving
from tests.scripted_mail import CUT, Scripted

MAIL, LETTER, RECORDS = "/admin/settings/mail", "/admin/settings/mail/letter", "/admin/settings/mail/records"


def rsa(bits: int) -> str:
    key = generate_private_key(65537, bits).public_key()
    return b64encode(key.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)).decode()


def ed25519() -> str:
    key = Ed25519PrivateKey.generate().public_key()
    return b64encode(key.public_bytes(Encoding.Raw, PublicFormat.Raw)).decode()


KEY = rsa(2048)
GOOD = {
    ("shop.org", "MX"): "10 mail.shop.org.",
    ("shop.org", "TXT"): '"v=spf1 mx " "-all"',
    ("_dmarc.shop.org", "TXT"): '"v=DMARC1; p=reject"',
    ("s1._domainkey.shop.org", "TXT"): f'"v=DKIM1; p={KEY[:200]}" "{KEY[200:]}"',
}


@pytest.fixture
def owner(site):
    return site.staff(Role.OWNER)


@contextmanager
def answered_by(monkeypatch, records):
    """Name servers of this machine that know these records."""
    with serving(records) as asked:
        monkeypatch.setattr(sender_records.resolver, "Resolver", lambda: asked)
        yield asked


@contextmanager
def sending_by(here, **words):
    """An installation that sends by a server with these answers."""
    server, before = Scripted(**words), here.given
    here.given = replace(before, smtp_url=server.url.replace("//", "//user:s3cr3t@"))
    yield server
    here.given = before
    server.close()


def test_letters_are_from_whom_the_owner_says_and_answers_go_where_they_say(site, owner):
    typed = {"name": "Ada of the Bakery", "address": "guides@shop.org", "reply_to": "hello@shop.org"}
    assert owner.fill(MAIL, **typed).status_code == 303
    owner.press(MAIL, LETTER)
    [kept] = (site.here.settings.data_dir / "mail").rglob("*.eml")
    mail = message_from_bytes(kept.read_bytes(), policy=default)
    assert str(mail["From"]) == "Ada of the Bakery <guides@shop.org>"
    assert str(mail["Reply-To"]) == "hello@shop.org"
    assert "The Quiet Bakery" in mail.get_body(("plain",)).get_content()
    owner.fill(MAIL, name="", reply_to="")
    assert versions.newest()[0].texts == {"LEADGATE_MAIL_FROM": "guides@shop.org"}


@pytest.mark.parametrize(
    ("field", "wrong"),
    [
        ("address", ""),
        ("address", "Ada <ada@shop.org>"),
        ("address", "müller@shop.org"),
        ("name", "Hi\x01"),
        ("name", "x" * 101),
        ("name", "=?utf-8?q?x=0D=0ABcc:_a@b.example?="),
        ("reply_to", "a@b.example, c@d.example"),
        ("dkim", "s1._domainkey.shop.org."),
        ("dkim", "two words"),
    ],
)
def test_a_sender_that_could_not_work_is_refused_beside_its_field(owner, field, wrong):
    refused = owner.fill(MAIL, **{field: wrong})
    assert refused.status_code == 422
    assert f'id="{field}-error"' in refused.text
    assert versions.newest() == []


@pytest.mark.environment(LEADGATE_MAIL_FROM="set@shop.org")
def test_an_address_set_where_leadgate_is_installed_is_locked_and_the_rest_is_not(owner):
    page = owner.get(MAIL).text
    assert "Set where leadgate is installed: LEADGATE_MAIL_FROM" in page
    assert "set@shop.org" in page
    assert 'name="address"' not in page
    assert owner.fill(MAIL, name="The Bakery").status_code == 303


@pytest.mark.parametrize(
    ("words", "sentence", "quoted"),
    [
        ({}, "The mail server took it.", ""),
        ({"AUTH": "535 5.7.8 bad credentials"}, "does not know this user with this password", "535 5.7.8 bad cred"),
        ({"greeting": CUT}, "The mail server was not reached.", ""),
        ({"MAIL": "553 not yours"}, "takes no letters from this sender", "553 not yours"),
        ({"RCPT": "550 relaying denied"}, "does not take this recipient", "550 relaying denied"),
        ({"RCPT": "450 later"}, "does not take this recipient", "450 later"),
        ({"content": "554 spam <b>"}, "does not take this letter", "554 spam &lt;b&gt;"),
    ],
)
def test_a_test_letter_says_in_plain_words_how_it_went_and_what_the_server_said(site, owner, words, sentence, quoted):
    with sending_by(site.here, **words) as server:
        assert owner.press(MAIL, LETTER).status_code == 303
        page = owner.get(MAIL).text
    section = page[page.index('id="letter"') : page.index('id="records"')]
    assert sentence in section
    assert quoted in section
    assert ("It said:" in section) == bool(quoted or "greeting" in words)
    assert "s3cr3t" not in section
    assert len(server.kept) == (not words)
    assert all(b"To: owner@bakery.example" in one for one in server.kept)
    assert count(AuditEntry, AuditEntry.act == "mail:test") == 1


def test_a_server_nobody_listens_at_and_one_without_encryption_are_told_apart(site, owner):
    with sending_by(site.here) as server:
        server.close()
        here = site.here.given
        site.here.given = replace(here, smtp_url="smtp://127.0.0.1:1")
        owner.press(MAIL, LETTER)
        assert "The mail server was not reached." in owner.get(MAIL).text
    with sending_by(site.here) as server:
        site.here.given = replace(site.here.given, smtp_tls=type(here.smtp_tls).REQUIRED)
        owner.press(MAIL, LETTER)
        assert "offers no encryption, so nothing was sent" in owner.get(MAIL).text
        assert server.kept == []


def test_without_a_server_a_test_letter_is_kept_and_said_to_be(site, owner):
    owner.press(MAIL, LETTER)
    assert "It was kept, as no mail server is set." in owner.get(MAIL).text
    assert len(site.mails("owner@bakery.example")) == 1


def test_how_a_letter_went_says_nothing_of_another_sender(owner):
    owner.press(MAIL, LETTER)
    owner.fill(MAIL, address="guides@shop.org")
    assert "It was kept" not in owner.get(MAIL).text


@pytest.mark.parametrize(
    ("changed", "news"),
    [
        ({}, {}),
        ({("shop.org", "MX"): None}, {"MX": "mx-missing"}),
        ({("shop.org", "MX"): "0 ."}, {"MX": "mx-none"}),
        ({("shop.org", "MX"): None, ("shop.org", "A"): "192.0.2.1"}, {"MX": "mx-address"}),
        ({("shop.org", "TXT"): "v=spf10"}, {"SPF": "spf-missing"}),
        ({("shop.org", "TXT"): "v=spf1"}, {}),
        ({("shop.org", "TXT"): '"v=spf1 +all"'}, {"SPF": "spf-open"}),
        ({("_dmarc.shop.org", "TXT"): None}, {"DMARC": "dmarc-missing"}),
        ({("_dmarc.shop.org", "TXT"): '"v=DMARC1; p=none"'}, {"DMARC": "dmarc-watches"}),
        ({("_dmarc.shop.org", "TXT"): '"v=DMARC1; rua=mailto:a@shop.org"'}, {"DMARC": "dmarc-broken"}),
        ({("s1._domainkey.shop.org", "TXT"): None}, {"DKIM": "dkim-missing"}),
        ({("s1._domainkey.shop.org", "TXT"): '"v=DKIM1; p="'}, {"DKIM": "dkim-revoked"}),
        ({("s1._domainkey.shop.org", "TXT"): f'"v=DKIM1; p={KEY[:200]}"'}, {"DKIM": "dkim-broken"}),
        ({("s1._domainkey.shop.org", "TXT"): f'"k=ed25519; p={ed25519()}"'}, {}),
    ],
)
def test_each_record_is_read_as_others_read_it(changed, news):
    records = {key: value for key, value in (GOOD | changed).items() if value is not None}
    with serving(records) as asked:
        found = {one.kind: one.news for one in look_up("shop.org", "s1", asked)}
    good = {kind: f"{kind.lower()}-good" for kind in RecordKind}
    assert found == good | news


def test_keys_are_looked_for_only_under_a_selector_somebody_named():
    with serving(GOOD) as asked:
        found = {one.kind: one.news for one in look_up("shop.org", "", asked)}
    assert found[RecordKind.DKIM] == "dkim-unasked"


def test_a_part_of_a_domain_has_the_policy_of_the_whole():
    with serving(GOOD | {("news.shop.org", "MX"): "10 mail.shop.org."}) as asked:
        found = {one.kind: one.news for one in look_up("news.shop.org", "", asked)}
    assert found[RecordKind.DMARC] == "dmarc-good"
    assert found[RecordKind.SPF] == "spf-missing"


def test_a_domain_nobody_knows_is_said_to_be_and_gets_no_lines(monkeypatch, owner):
    owner.fill(MAIL, address="guides@shpo.org")
    with answered_by(monkeypatch, GOOD):
        owner.press(MAIL, RECORDS)
    page = owner.get(MAIL).text
    assert page.count("The name servers know no domain of this name.") == 4
    assert "Line for the DNS" not in page


def test_name_servers_that_do_not_answer_are_said_not_to_and_nothing_is_guessed(monkeypatch, owner):
    owner.fill(MAIL, address="guides@shop.org", dkim="s1")
    with answered_by(monkeypatch, {}) as asked:
        pass  # it is gone
    asked.timeout = 0.1
    monkeypatch.setattr(sender_records, "ASKED_SECONDS", 0.2)
    assert owner.press(MAIL, RECORDS).status_code == 303
    page = owner.get(MAIL).text
    assert page.count("The name servers did not answer, so nothing is known.") == 4
    assert page.count("(LifetimeTimeout)") == 4
    assert "Line for the DNS" not in page


def test_all_questions_together_have_one_deadline(monkeypatch):
    monkeypatch.setattr(sender_records, "ALL_SECONDS", -1)
    with serving(GOOD) as asked:
        found = look_up("shop.org", "s1", asked)
    assert [(one.news, one.trouble) for one in found] == [("unreached", "TooSlow")] * 4


def test_a_machine_without_name_servers_knows_nothing(monkeypatch):
    def nobody():
        raise resolver.NoResolverConfiguration

    monkeypatch.setattr(sender_records.resolver, "Resolver", nobody)
    assert {one.news for one in look_up("shop.org")} == {"unreached"}


def test_what_is_missing_has_its_line_for_the_dns_and_what_is_there_is_shown(monkeypatch, owner):
    owner.fill(MAIL, address="guides@shop.org", dkim="S1")
    with answered_by(monkeypatch, {("shop.org", "MX"): "10 mail.shop.org."}):
        owner.press(MAIL, RECORDS)
    page = owner.get(MAIL).text
    lines = [line.replace("&#34;", '"') for line in re.findall(r"<textarea [^>]*readonly[^>]*>([^<]*)<", page)]
    assert lines == [
        'shop.org. 3600 IN TXT "v=spf1 mx ~all"',
        's1._domainkey.shop.org. 3600 IN TXT "v=DKIM1; k=rsa; p=…"',
        '_dmarc.shop.org. 3600 IN TXT "v=DMARC1; p=none; rua=mailto:postmaster@shop.org"',
    ]
    assert "10 mail.shop.org." in page
    assert page.count(">To be mended</span>") == 3
    assert "What signs a letter cannot be seen from here" in page
    assert count(AuditEntry, AuditEntry.act == "mail:look-up") == 1
    owner.fill(MAIL, address="guides@other.org")
    assert "To be mended" not in owner.get(MAIL).text


def test_a_domain_of_nobody_is_not_asked_about(monkeypatch, owner):
    def asked():
        raise AssertionError

    monkeypatch.setattr(sender_records.resolver, "Resolver", asked)
    page = owner.get(MAIL).text
    assert "localhost.localdomain is a domain of nobody" in page
    button = next(one for one in forms(page) if one.action == LETTER)
    assert owner.post(RECORDS, data=button.values).status_code == 303


def steps(owner) -> dict[str, bool]:
    """Which of the two steps is done, as the first page says it."""
    page = owner.get("/studio/").text
    found = {}
    for title in ("Let letters leave", "Send from a domain of your own"):
        item = page[: page.index(title)].rpartition("<li")[2] + page[page.index(title) :].partition("</li>")[0]
        found[title] = ">not yet<" not in item
    return found


@pytest.mark.both_databases
def test_the_first_steps_follow_what_was_found(site, owner, monkeypatch):
    assert steps(owner) == {"Let letters leave": False, "Send from a domain of your own": False}
    owner.fill(MAIL, address="guides@shop.org", dkim="s1")
    with sending_by(site.here, AUTH="535 no"):
        assert steps(owner)["Let letters leave"]
        owner.press(MAIL, LETTER)
        assert not steps(owner)["Let letters leave"]
    with sending_by(site.here), answered_by(monkeypatch, GOOD):
        owner.press(MAIL, LETTER)
        assert not steps(owner)["Send from a domain of your own"]
        owner.press(MAIL, RECORDS)
        assert steps(owner) == {"Let letters leave": True, "Send from a domain of your own": True}
        assert f"{clock.now():%Y}" in owner.get(MAIL).text


def typed_of(server, **said):
    host, port = server.url.removeprefix("smtp://").split(":")
    return {"host": host, "port": port, "user": "me@shop.org", "password": "a/b c@d", **said}


@pytest.mark.both_databases
def test_an_owner_chooses_a_mail_server_and_it_is_kept_once_it_took_a_letter(site, owner):
    server = Scripted(EHLO="250-here\r\n250 AUTH PLAIN")
    done = owner.fill(MAIL, **typed_of(server))
    assert done.status_code == 303
    assert len(server.kept) == 1, "the letter by which it was tried"
    shown = owner.get(MAIL).text
    assert "Letters leave by 127.0.0.1, signed in as me@shop.org." in shown
    assert steps(owner)["Let letters leave"]
    owner.press(MAIL, LETTER)
    assert len(server.kept) == 2, "and every other letter leaves by it"
    kept = versions.newest()[0].texts["mail.server"]
    assert "a/b" not in kept
    assert "a%2Fb" not in kept + shown, "no database and no page tells the password"
    with site.here.opened():
        assert site.here.settings.smtp_url == server.url.replace("//", "//me%40shop.org:a%2Fb%20c%40d@")
    owner.press(MAIL, f"{MAIL}/server/none")
    assert "None is set" in owner.get(MAIL).text
    server.close()


def test_a_mail_server_that_takes_no_letter_is_not_kept_and_its_answer_is_told(site, owner):
    server = Scripted(EHLO="250-here\r\n250 AUTH PLAIN", AUTH="535 5.7.8 no such user")
    refused = owner.fill(MAIL, **typed_of(server))
    assert refused.status_code == 422
    assert "does not know this user with this password" in refused.text
    assert "535 5.7.8 no such user" in refused.text
    assert "a/b c@d" not in refused.text
    assert "None is set" in owner.get(MAIL).text
    assert count(versions.SettingsVersion) == 0
    server.close()


def test_a_server_set_on_the_machine_is_not_changed_in_the_studio(site, owner):
    with sending_by(site.here):
        shown = owner.get(MAIL).text
        assert "It is set on the machine" in shown
        assert f'action="{MAIL}/server' not in shown
        [kept] = [sealed(site.here.settings.secret_key, "mail.server", "smtp://127.0.0.1:1")]
        choosing.choose({"mail.server": kept}, seen=0, by=None)
        with site.here.opened():
            assert site.here.settings.smtp_url == site.here.given.smtp_url


def test_what_was_sealed_under_another_secret_key_sends_nothing_and_is_asked_for_again(site, owner, caplog):
    kept = sealed(b"another key", "mail.server", "smtp://127.0.0.1:1")
    choosing.choose({"mail.server": kept}, seen=0, by=None)
    assert "None is set" in owner.get(MAIL).text
    assert "sealed under another secret key" in caplog.text


def test_a_name_of_no_server_is_refused_at_its_field(owner):
    refused = owner.fill(MAIL, host="not a server", port="70000")
    assert refused.status_code == 422
    assert "This is no name of a server." in refused.text
