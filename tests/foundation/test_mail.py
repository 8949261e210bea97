"""Mail: whole headers, both bodies, consent looked up at the moment of sending, a real server at the other end."""

import re
import smtplib
from dataclasses import replace
from datetime import timedelta
from email import message_from_bytes, policy
from pathlib import Path
from urllib.parse import urlsplit
from uuid import UUID, uuid4

import pytest
from jinja2 import ChoiceLoader, DictLoader

from leadgate.assets.actions.publishing import FormField
from leadgate.consent import queries as consent
from leadgate.consent.actions.answering import withdraw
from leadgate.foundation import clock
from leadgate.foundation.background import backlog
from leadgate.foundation.background.outbox import OutboxItem
from leadgate.foundation.db import action
from leadgate.foundation.mail import composing as mail
from leadgate.foundation.mail.composing import Letter, UnsafeHeader
from leadgate.foundation.mail.connecting import NotEncrypted
from leadgate.foundation.mail.letters import put_letter
from leadgate.foundation.permissions import Role
from leadgate.foundation.privacy import erasure_engine
from leadgate.foundation.settings import SmtpTls
from leadgate.people import queries as people
from leadgate.people.models import Person
from tests import rooms, services
from tests.astray import BASE_URL
from tests.cast import ADA
from tests.facts import count, one

LAYOUT = '{% extends "mail/layout.txt" %}{% block body %}News.{% endblock %}'
TEMPLATES = {
    "mail/test/news/subject.txt": "News",
    "mail/test/news/body.txt": LAYOUT,
    "mail/test/news/body.html": LAYOUT.replace("layout.txt", "layout.html"),
}


@pytest.fixture
def inbox(here, app, monkeypatch):
    """A real SMTP server that this installation sends to."""
    rooms.add(here, letters={"news": "foundation.test_mail:news"})
    monkeypatch.setattr(app, "jinja_loader", ChoiceLoader([app.jinja_loader, DictLoader(TEMPLATES)]))
    with services.smtp() as (box, url):
        here.given = replace(here.settings, smtp_url=url)
        yield box


def news(person: UUID) -> Letter:
    """A letter for an optional purpose."""
    offer = next(offer for offer in consent.all_offers("en") if offer.slug == "newsletter")
    context = {"purpose_id": offer.purpose_id}
    return Letter(person, lambda: people.address_of(person), "en", context, purpose="newsletter")


@action
def write_news(person: UUID) -> None:
    put_letter("test/news", uuid4(), person=person)


def parsed(raw: bytes):
    return message_from_bytes(raw, policy=policy.default)


def confirmed(site, inbox, **ticked):
    site.purpose()
    site.publish(purposes=["newsletter"])
    visitor = site.visitor()
    visitor.opt_in(**ticked)
    site.work()
    text = parsed(inbox.received[-1][1]).get_body(("plain",)).get_content()
    path = next(line for line in text.splitlines() if "/confirm/" in line).removeprefix("http://localhost")
    assert visitor.get(path).status_code == 303
    return one(Person).id


def test_a_letter_has_both_bodies_and_the_headers_of_a_machines_mail(site, inbox):
    site.publish(title="從容定價 & more")
    site.visitor().opt_in()
    site.work()
    recipients, raw = inbox.received[0]
    letter = parsed(raw)
    assert recipients == [ADA]
    assert letter["To"] == ADA
    assert letter["From"] == "The Quiet Bakery <leadgate@localhost.localdomain>"
    assert letter["Auto-Submitted"] == "auto-generated"
    assert letter["Message-ID"].endswith("@localhost>")
    assert letter["List-Unsubscribe"] is None, "what was just asked for is no list"
    text, html = (letter.get_body((kind,)).get_content() for kind in ("plain", "html"))
    assert "從容定價 & more" in text
    assert "從容定價 &amp; more" in html
    assert "1 Example Street, Exampletown" in text
    assert "1 Example Street, Exampletown" in html
    assert text.count("/confirm/") == html.count("/confirm/") == 1
    assert "<img" not in html


def test_nothing_a_visitor_typed_stands_in_the_first_mail(site, inbox):
    site.publish(asked=[FormField("name", "Name", "to greet you")])
    site.visitor().opt_in(name="Buy now at evil.example", motivation_text="Click evil.example")
    site.work()
    assert b"evil" not in inbox.received[0][1]


def test_the_mail_speaks_the_language_of_the_page(site, inbox):
    site.publish()
    site.visitor().fill("/a/guide?lang=zh-Hant", email=ADA)
    site.work()
    letter = parsed(inbox.received[0][1])
    assert any("\u4e00" <= sign <= "\u9fff" for sign in letter["Subject"])


@pytest.mark.environment(LEADGATE_BASE_URL=BASE_URL)
def test_a_letter_for_a_purpose_can_be_ended_with_one_click(site, inbox):
    person = confirmed(site, inbox, consent="newsletter")
    write_news(person)
    site.work()
    raw = inbox.received[-1][1]
    letter = parsed(raw)
    line = next(line for line in raw.decode().splitlines() if line.startswith("List-Unsubscribe:"))
    assert line.startswith(f"List-Unsubscribe: <{BASE_URL}/u/"), "and no mailbox that nobody reads"
    assert letter["List-Id"] == f"<newsletter.{urlsplit(BASE_URL).hostname}>"
    assert line.endswith(">"), "whole on one line, whatever its length"
    assert letter["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    path = line.rpartition("<http://localhost")[2].rstrip(">")
    for _ in range(2):
        answer = site.visitor(Origin="https://mail.example").post(path, data={"List-Unsubscribe": "One-Click"})
        assert answer.status_code == 200
    assert not consent.agrees(person, "newsletter")


def test_no_letter_leaves_for_a_purpose_nobody_agreed_to(site, inbox):
    person = confirmed(site, inbox)
    sent = len(inbox.received)
    write_news(person)
    site.work()
    assert len(inbox.received) == sent


def test_a_letter_already_waiting_does_not_leave_once_consent_is_withdrawn(site, inbox):
    person = confirmed(site, inbox, consent="newsletter")
    sent = len(inbox.received)
    write_news(person)
    purpose = consent.optional_given(person)[0]
    action(lambda: withdraw(site.here.vault.key_of(person), purpose, method="form"))()
    site.work()
    assert len(inbox.received) == sent


def test_a_letter_to_somebody_erased_meanwhile_does_not_leave(site, inbox):
    person = confirmed(site, inbox, consent="newsletter")
    sent = len(inbox.received)
    write_news(person)
    erasure_engine.erase_rows_of(person)
    site.work()
    assert len(inbox.received) == sent


def test_a_server_that_refuses_costs_nothing_but_time(site, inbox):
    site.publish()
    inbox.refuses = True
    site.visitor().opt_in()
    site.work()
    assert inbox.received == []
    assert count(OutboxItem, OutboxItem.trouble == "SMTPDataError") == 1
    inbox.refuses = False
    with clock.moved(timedelta(minutes=1)):
        site.work()
    assert len(inbox.received) == 1


@pytest.mark.parametrize("name", ["=?utf-8?q?a=0d=0aBcc=3a=20x=40y.example?=", "Bakery\r\nBcc: x@y.example"])
def test_a_controllers_name_cannot_smuggle_a_header(site, inbox, name):
    controller = replace(site.here.settings.controller, name=name)
    site.here.given = replace(site.here.settings, controller=controller)
    letter = Letter(uuid4(), lambda: ADA, "en", {"url": "http://localhost/x"})
    with site.app.app_context(), pytest.raises((UnsafeHeader, ValueError)):
        mail.compose("people/sign_in", letter, uuid4())


@pytest.mark.parametrize(
    "address", ["=?utf-8?q?a=0d=0aBcc=3ax?=@y.example", "a@b.example\r\nBcc: x@y.example", "a b@c.de"]
)
def test_an_address_cannot_smuggle_a_header(site, inbox, address):
    letter = Letter(uuid4(), lambda: address, "en", {"url": "http://localhost/x"})
    with site.app.app_context():
        made = mail.compose("people/sign_in", letter, uuid4())
    with pytest.raises((UnsafeHeader, ValueError)):
        mail._delivered(made, Letter(None, lambda: address, "en"), UUID(int=1))
    assert inbox.received == []


def test_a_password_is_never_sent_in_clear_over_a_network(here, monkeypatch):
    class Plain:
        def __init__(self, *_args, **_kwargs): ...
        def ehlo(self): ...
        def close(self): ...
        def has_extn(self, _name):
            return False

        def login(self, *_args):
            pytest.fail("the password was sent")

    monkeypatch.setattr(smtplib, "SMTP", Plain)
    settings = replace(here.settings, smtp_url="smtp://user:secret@mail.example:587")
    for tls in (SmtpTls.OFFERED, SmtpTls.OFF):
        with pytest.raises(NotEncrypted):
            mail.connected(replace(settings, smtp_tls=tls))


def test_signing_in_at_the_mail_server_works(here):
    from aiosmtpd.smtp import AuthResult

    seen = []

    def check(_server, _session, _envelope, _mechanism, data):
        seen.append((data.login, data.password))
        return AuthResult(success=True)

    with services.smtp(authenticator=check, auth_require_tls=False) as (_box, url):
        mail.connected(replace(here.settings, smtp_url=url.replace("//", "//us%40er:p%2Fw@"))).quit()
    assert seen == [(b"us@er", b"p/w")]


def test_kept_mail_reads_like_mail_and_names_nobody_on_disk(site, here):
    site.publish()
    site.visitor().opt_in()
    site.work()
    (path,) = (here.settings.data_dir / "mail").glob("*.eml")
    raw = path.read_bytes()
    assert ADA.encode() not in raw
    assert parsed(raw)["Subject"]
    assert site.mails(ADA)
    assert path.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(("at_recipient", "at_data"), [("550 5.1.1 no such user", ""), ("", "554 5.6.0 not like this")])
def test_what_a_server_refuses_for_good_is_tried_once_and_shown_with_its_code(site, inbox, at_recipient, at_data):
    """It was tried forty times in a day and a half."""
    site.publish()
    inbox.at_recipient, inbox.at_data, inbox.refuses = at_recipient, at_data, bool(at_data)
    site.visitor().opt_in()
    site.work()
    code = (at_recipient or at_data)[:3]
    letter = one(OutboxItem, OutboxItem.kind == "mail")
    assert (letter.attempts, letter.due_at, letter.trouble) == (1, None, f"refused: {code}")
    waits = backlog.backlog()
    assert (waits.due, waits.dead, waits.refused) == (0, 0, 1)
    page = site.staff(Role.MARKETER).get("/studio/mail").text
    assert f"refused: {code}" in page
    assert ADA not in page


@pytest.mark.parametrize(("at_recipient", "at_data"), [("450 4.2.1 greylisted", ""), ("", "451 4.3.0 later")])
def test_what_a_server_refuses_for_now_waits_and_leaves_later(site, inbox, at_recipient, at_data):
    site.publish()
    inbox.at_recipient, inbox.at_data, inbox.refuses = at_recipient, at_data, bool(at_data)
    site.visitor().opt_in()
    site.work()
    assert one(OutboxItem, OutboxItem.kind == "mail").due_at > clock.now()
    inbox.at_recipient, inbox.refuses = "", False
    with clock.moved(timedelta(minutes=1)):
        site.work()
    assert len(inbox.received) == 1


def test_a_server_that_knows_no_such_addresses_refuses_for_good(site, here):
    site.publish()
    with services.smtp(enable_SMTPUTF8=False) as (_box, url):
        here.given = replace(here.settings, smtp_url=url)
        site.visitor().opt_in(email="用戶@person.example")
        site.work()
    assert one(OutboxItem, OutboxItem.kind == "mail").trouble == "refused: no SMTPUTF8"


LETTERS = sorted((Path(__file__).parents[2] / "templates/mail").rglob("*.html"))


def test_no_letter_sets_a_colour_that_only_a_light_background_carries():
    """A reader's dark colours come from their mail program, so text is the program's; the button brings its own two."""
    coloured = [path.name for path in LETTERS if re.search(r"(?<![-\w])color:", path.read_text())]
    assert coloured == ["button.html"]


def test_the_button_of_a_letter_is_one_where_padding_of_links_is_not_known():
    [button] = [path.read_text() for path in LETTERS if path.name == "button.html"]
    assert re.search(r'<td bgcolor="{{ fill }}" style="[^"]*mso-padding-alt', button)
