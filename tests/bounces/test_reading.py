"""What a returned message says: by the standards where it keeps to one, by words in doubt, and only what is sure."""

from email.message import EmailMessage

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadgate.bounces.reading.returned import read_returned
from leadgate.bounces.types import ReturnedKind
from leadgate.foundation.mail.answers import Undelivered, meaning_of

TOKEN = "abcdefgh234567abcdefghi"
ANSWERS = {
    "550 5.1.1 <a@b.example>: Recipient address rejected: User unknown in local recipient table": Undelivered.GONE,
    "550 No such user here": Undelivered.GONE,
    "550 5.4.1 Recipient address rejected: Access denied": Undelivered.LATER,
    "556 5.1.10 Recipient address has null MX": Undelivered.GONE,
    "550 5.2.1 The email account that you tried to reach is disabled": Undelivered.GONE,
    "554 delivery error: dd This user doesn't have a yahoo.example account": Undelivered.GONE,
    "552 5.2.2 Mailbox full": Undelivered.FULL,
    "452 4.2.2 The email account that you tried to reach is over quota": Undelivered.FULL,
    "421 4.7.0 Try again later, closing connection": Undelivered.LATER,
    "451 4.7.1 Greylisting in action, please come back later": Undelivered.LATER,
    "550 5.7.1 Message rejected due to local policy": Undelivered.REFUSED,
    "550 5.1.1 blocked using zen.spamhaus.example, see the policy": Undelivered.REFUSED,
    "550 5.7.26 Unauthenticated email is not accepted due to the domain's DMARC policy": Undelivered.REFUSED,
    "554 5.7.1 Relay access denied": Undelivered.REFUSED,
    "552 5.3.4 Message size exceeds fixed limit": Undelivered.TOO_LARGE,
    "554 Transaction failed": Undelivered.UNKNOWN,
    "550 Requested action not taken: mailbox unavailable": Undelivered.UNKNOWN,
}


@pytest.mark.parametrize("said", ANSWERS)
def test_an_answer_calls_an_address_gone_only_where_it_leaves_no_doubt(said):
    assert meaning_of(int(said[:3]), "", said) is ANSWERS[said]


def report(action="failed", status="5.1.1", said="smtp; 550 5.1.1 User unknown", **headers) -> bytes:
    """A delivery status notification (RFC 3464), as Postfix writes it."""
    lines = {"From": "MAILER-DAEMON@mx.example", "To": f"b+{TOKEN}@bounces.example", "Subject": "Undelivered Mail"}
    lines |= {"Auto-Submitted": "auto-replied", **{name.replace("_", "-"): one for name, one in headers.items()}}
    head = "".join(f"{name}: {one}\r\n" for name, one in lines.items())
    return (
        f"{head}MIME-Version: 1.0\r\nContent-Type: multipart/report; report-type=delivery-status; boundary=x\r\n\r\n"
        "--x\r\nContent-Type: text/plain\r\n\r\nI'm sorry to have to inform you.\r\n\r\n"
        "--x\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx.example\r\n\r\n"
        f"Final-Recipient: rfc822; ada@there.example\r\nAction: {action}\r\nStatus: {status}\r\n"
        f"Diagnostic-Code: {said}\r\n\r\n--x--\r\n"
    ).encode()


def test_a_report_tells_why_and_names_the_letter_by_its_token():
    read = read_returned(report())
    assert (read.kind, read.why, read.status, read.tokens) == (
        *(ReturnedKind.BOUNCE, Undelivered.GONE, "5.1.1"),
        (TOKEN,),
    )
    assert "User unknown" in read.said


def test_a_letter_that_is_late_has_not_come_back():
    assert read_returned(report("delayed", "4.4.1", "smtp; 421 busy")).kind is ReturnedKind.DELAY


def test_a_rule_that_hides_behind_an_unknown_address_is_a_rule():
    read = read_returned(report(status="5.1.1", said="smtp; 550 5.1.1 rejected, listed as spam"))
    assert read.why is Undelivered.REFUSED


def written(to=f"b+{TOKEN}@bounces.example", subject="Out of office", body="I am away.", **headers) -> bytes:
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = "Ada <ada@there.example>", to, subject
    for name, one in headers.items():
        mail[name.replace("_", "-")] = one
    mail.set_content(body)
    return mail.as_bytes()


@pytest.mark.parametrize(
    "mail",
    [
        written(),
        written(subject="Re: News", Auto_Submitted="auto-replied"),
        written(subject="Abwesenheitsnotiz"),
        written(subject="自動回覆：休假中"),
        written(subject="Please confirm your message to Ada"),
        written(subject="Re: News", body="Thank you. user unknown is my favourite band. 550 5.1.1"),
    ],
)
def test_who_is_away_or_answers_suppresses_nobody(mail):
    assert read_returned(mail).kind in (ReturnedKind.AUTOMATIC, ReturnedKind.OTHER)


def test_a_wish_by_mail_to_hear_no_more_names_the_letter():
    read = read_returned(written(f"u+{TOKEN}@bounces.example", "unsubscribe"))
    assert (read.kind, read.tokens) == (ReturnedKind.UNSUBSCRIBE, (TOKEN,))


def complaint(kind: str) -> bytes:
    return (
        "From: staff@there.example\r\nTo: abuse@here.example\r\nMIME-Version: 1.0\r\n"
        "Content-Type: multipart/report; report-type=feedback-report; boundary=x\r\n\r\n"
        "--x\r\nContent-Type: text/plain\r\n\r\nThis is a report.\r\n"
        f"--x\r\nContent-Type: message/feedback-report\r\n\r\nFeedback-Type: {kind}\r\nVersion: 1\r\n\r\n"
        f"--x\r\nContent-Type: message/rfc822\r\n\r\nMessage-ID: <{TOKEN}@here.example>\r\n\r\nx\r\n--x--"
    ).encode()


@pytest.mark.parametrize(
    ("told", "kind"),
    [("abuse", ReturnedKind.COMPLAINT), ("fraud", ReturnedKind.COMPLAINT), ("not-spam", ReturnedKind.OTHER)],
)
def test_a_complaint_names_the_letter_by_the_number_of_the_one_it_brings_along(told, kind):
    read = read_returned(complaint(told))
    assert (read.kind, read.tokens) == (kind, (TOKEN,))


@given(st.binary(max_size=3_000))
def test_a_hostile_or_broken_message_says_nothing(content):
    for raw in (content, report()[:200] + content, complaint("abuse")[:300] + content):
        assert read_returned(raw).kind in ReturnedKind


def test_messages_within_messages_without_end_are_left_at_a_bound():
    raw = b""
    for at in range(400):
        raw += b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n" % (at, at)
    assert read_returned(raw).kind is ReturnedKind.OTHER
