"""Returned mail, as a real Postfix writes it and a real mailbox holds it."""

import smtplib
from contextlib import contextmanager
from dataclasses import replace
from email import message_from_bytes
from urllib.parse import urlsplit
from uuid import UUID

import pytest
from click.testing import CliRunner
from sqlalchemy import select

from leadgate.bounces.actions.taking import take
from leadgate.bounces.commands import bounce
from leadgate.bounces.mailbox.emptying import empty
from leadgate.bounces.models import LetterReturned, MailboxSeen, UnreachableReader
from leadgate.bounces.types import HeardBy, ReturnedKind
from leadgate.consent import queries as consent
from leadgate.foundation.db import forget_what_was_read, session
from leadgate.foundation.ids import new_id
from leadgate.foundation.mail.answers import Undelivered
from leadgate.letter_sending import queries as letters
from leadgate.letter_sending.actions import copying, starting
from leadgate.letter_sending.leaving.sender import send_what_is_due
from leadgate.letter_sending.models import LetterCopy
from leadgate.letter_sending.returning import copy_in, token_of
from leadgate.people import queries as people
from leadgate.people.models import Person
from tests import mail_servers, services
from tests.facts import count, one
from tests.letter_sending.scenes import letter
from tests.mail_servers import RECEIVER, RETURNS_TO, MailServers

pytestmark = [pytest.mark.both_databases("bounces.mailbox.emptying"), pytest.mark.xdist_group("mail-servers")]


@pytest.fixture(scope="module")
def started():
    with mail_servers.mail_servers() as servers:
        yield servers


@pytest.fixture
def servers(started):
    """With nothing left in the mailboxes of what came before."""
    for old in [*started.returned(), *started.mail.glob("ada/*/*")]:
        old.unlink()
    return started


@contextmanager
def reading(here, **settings):
    """The installation with settings of its own."""
    before = here.given
    here.given = replace(before, bounce_domain=RETURNS_TO, **settings)
    with here.opened():
        yield
    here.given = before


def copied_to(site, *names: str) -> UUID:
    """A letter to some people at the receiver, of which nothing has left."""
    site.purpose()
    site.publish(purposes=["newsletter"])
    for name in names:
        site.confirmed(email=f"{name}@{RECEIVER}", consent=["newsletter"])
    made = letter()
    starting.start(made)
    while copying.copy_some(made):
        forget_what_was_read()
    return made


def name_of(person: UUID) -> str:
    return people.address_of(person).partition("@")[0]


def rows(table: type) -> list:
    forget_what_was_read()
    return list(session().scalars(select(table)))


def token_for(name: str) -> str:
    return next(token_of(copy.id) for copy in rows(LetterCopy) if name_of(copy.person_id) == name)


def write(servers: MailServers, to: str, body: str = "unsubscribe") -> None:
    """Somebody writes to the domain letters come back to."""
    with smtplib.SMTP("127.0.0.1", urlsplit(servers.smtp).port or 0) as relay:
        head = f"From: ada@{RECEIVER}\r\nTo: {to}\r\nSubject: {body}\r\n"
        relay.sendmail(f"ada@{RECEIVER}", [to], f"{head}\r\n{body}\r\n")


@pytest.mark.parametrize("way", ["imap", "pop3"])
def test_what_postfix_returns_is_read_from_the_mailbox_and_told_as_what_it_is(site, servers: MailServers, way):
    copied_to(site, "ada", "nobody", "full", "rule", "quota")
    with reading(site.here, smtp_url=servers.smtp, bounce_mailbox=getattr(servers, way)):
        send_what_is_due()
        services.until(lambda: len(servers.returned()) == 4)
        empty()
    told = {name_of(row.person_id): row for row in rows(LetterReturned)}
    assert {name: Undelivered(row.why) for name, row in told.items()} == {
        "nobody": Undelivered.GONE,
        "full": Undelivered.FULL,
        "rule": Undelivered.REFUSED,
        "quota": Undelivered.FULL,
    }
    assert {name for name, row in told.items() if row.suppressed} == {"nobody"}
    assert {row.heard_by for row in told.values()} == {HeardBy.MAILBOX}
    assert servers.returned() == [], "what was ours is taken out"


@pytest.mark.parametrize("way", ["imap", "pop3"])
def test_whoever_asks_by_mail_to_hear_no_more_is_heard_and_other_mail_stays_unread(site, servers: MailServers, way):
    copied_to(site, "ada")
    ada = one(Person).id
    with reading(site.here, smtp_url=servers.smtp, bounce_mailbox=getattr(servers, way)):
        write(servers, f"u+{token_for('ada')}@{RETURNS_TO}")
        write(servers, f"hello@{RETURNS_TO}", "A question about your letter")
        services.until(lambda: len(servers.returned()) == 2)
        empty()
        assert not consent.agrees(ada, "newsletter")
        [other] = servers.returned()
        assert "A question" in other.read_text()
        assert way == "pop3" or not other.name.endswith("S"), "nobody has read it, which POP3 cannot say"
        assert count(MailboxSeen) == 1
        other.unlink()
        empty()
    assert count(MailboxSeen) == 0


def test_a_token_is_nobody_elses_and_cannot_be_made(site):
    copied_to(site, "ada", "ben")
    ada, ben = token_for("ada"), token_for("ben")
    assert copy_in(ada) != copy_in(ben)
    assert letters.copy_named(ada).person_id != letters.copy_named(ben).person_id
    for forged in (ada[:-1] + ("a" if ada[-1] != "a" else "e"), ada[:26] + ben[26:], ada[:-2], "", "a" * 34, "ü" * 34):
        assert letters.copy_named(forged) is None
    assert letters.copy_named(token_of(new_id())) is None, "of a copy that is not there any more"


def complaint(token: str) -> bytes:
    return (
        "From: staff@there.example\r\nTo: abuse@here.example\r\nMIME-Version: 1.0\r\n"
        "Content-Type: multipart/report; report-type=feedback-report; boundary=x\r\n\r\n"
        "--x\r\nContent-Type: message/feedback-report\r\n\r\nFeedback-Type: abuse\r\nVersion: 1\r\n\r\n"
        f"--x\r\nContent-Type: message/rfc822\r\n\r\nMessage-ID: <{token}@here.example>\r\n\r\nx\r\n--x--"
    ).encode()


def test_what_is_sent_again_or_forged_does_nothing_more(site):
    site.purpose("offers")
    copied_to(site, "ada")
    raw = complaint(token_for("ada"))
    assert [take(raw, heard_by=HeardBy.COMMAND) for _time in range(3)] == [ReturnedKind.COMPLAINT] * 3
    assert count(LetterReturned) == 1, "a second complaint, which would end everything, is one about another letter"
    assert take(complaint(token_of(new_id())), heard_by=HeardBy.COMMAND) is None
    assert count(UnreachableReader) == 0


def test_files_and_mboxes_are_read_by_command_and_of_others_nothing_follows(site, tmp_path):
    copied_to(site, "ada", "ben")
    single, several = tmp_path / "one.eml", tmp_path / "box"
    single.write_bytes(complaint(token_for("ada")))
    other = b"Subject: hello\n\nhello\n"
    several.write_bytes(
        b"".join(
            b"From x@y Thu Jan  1 00:00:00 2026\n" + raw + b"\n"
            for raw in (complaint(token_for("ben")).replace(b"\r\n", b"\n"), other)
        )
    )
    told = CliRunner().invoke(bounce, ["read", str(single), str(several)])
    assert told.output.splitlines() == ["complaint: 2", "of no letter of ours: 1"]
    assert {name_of(row.person_id) for row in rows(LetterReturned)} == {"ada", "ben"}


def test_each_copy_has_a_sender_and_a_way_out_by_mail_of_its_own(site, servers):
    copied_to(site, "ada")
    with reading(site.here, smtp_url=servers.smtp):
        send_what_is_due()
        services.until(lambda: list((servers.mail / "ada/new").glob("*")))
    [file] = (servers.mail / "ada/new").glob("*")
    mail, token = message_from_bytes(file.read_bytes()), token_for("ada")
    file.unlink()
    assert mail["Return-Path"] == f"<b+{token}@{RETURNS_TO}>"
    assert mail["List-Unsubscribe"].startswith(f"<mailto:u+{token}@{RETURNS_TO}?subject=unsubscribe>, <http")
    assert mail["Message-ID"].startswith(f"<{token}@")


def test_a_mailbox_that_is_away_or_lets_nobody_in_stops_nothing(site, servers, caplog):
    port = services.free_port()
    for address in (f"imap://x:y@127.0.0.1:{port}", f"pop3://x:y@127.0.0.1:{port}", servers.imap.replace("s3cr", "x")):
        with reading(site.here, bounce_mailbox=address):
            empty()
    assert len([one for one in caplog.messages if "the mailbox of bounces is away" in one]) == 3
