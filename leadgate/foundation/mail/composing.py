"""Mail: rendered and consent-checked at the moment of sending, one recipient each, text and HTML.

A row of the outbox names a letter and ids. When its time comes, the letter's function answers who gets what (or that
there is nothing to say any more), consent for its purpose is looked up once more, and only then is there a text.
"""

import smtplib
from collections.abc import Callable
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

from flask import render_template
from flask_babel import force_locale
from sqlalchemy import ColumnElement, literal, select

from leadgate.foundation import clock
from leadgate.foundation.background.outbox import RefusedForGood
from leadgate.foundation.db import forget_what_was_read, session
from leadgate.foundation.events import LetterSent, tell
from leadgate.foundation.installation import installation
from leadgate.foundation.keys.tokens import UNSUBSCRIBE
from leadgate.foundation.mail.connecting import connected
from leadgate.foundation.mail.kept import keep
from leadgate.foundation.mail.signing import signed
from leadgate.foundation.settings import Settings

# Long lines stay whole: folded, a `List-Unsubscribe` link becomes an encoded word that no mail client follows. Seven
# bits: a server need not take eight (RFC 6152), and one on the way would write the letter anew.
WIRE = policy.SMTP.clone(max_line_length=998, cte_type="7bit")
PERMANENT, TOO_LARGE = 500, 552


@dataclass(frozen=True, slots=True)
class Letter:
    """One message to one person, before it is a text.

    Args:
        person: whose key the address is sealed under; none for a letter to a member of staff.
        address: opens the address; called as late as possible.
        language: the reader's.
        context: what the templates show.
        purpose: slug of the optional purpose it is sent for; none for what the person asked for just now.
    """

    person: UUID | None
    address: Callable[[], str]
    language: str
    context: dict[str, Any] = field(default_factory=dict)
    purpose: str | None = None


class UnsafeHeader(Exception):
    """The message would leave with other headers than those it was given."""


def send(letter: str, message: str, **ids: str) -> None:
    """Write and send one letter; nothing is sent when it has nothing to say or consent is missing.

    Args:
        letter: where its templates stand below `templates/mail/`: `assets/confirm`.
        message: an id of this one message, the same when it is sent again (`Message-ID`).
        ids: those it is written from, by the names of what writes it.
    """
    written: Letter | None = installation().house.letter(letter)(**{name: UUID(value) for name, value in ids.items()})
    if written is None or not may_send(written):
        return
    if send_now(letter, written, UUID(message)) and written.person and written.purpose:
        tell(LetterSent(written.person, written.purpose))


def send_now(letter: str, written: Letter, message: UUID) -> bool:
    """Send one letter that is written, or keep it where no mail is sent; waits for the mail server.

    Args:
        letter, message: as of `send`.
        written: what it says, to whom.

    Returns:
        whether it left; the person may have said no meanwhile.

    Raises:
        RefusedForGood: the server takes this recipient, or this letter, neither now nor later.
        smtplib.SMTPException, OSError: as `connected`, or it does not take it now.
    """
    return leave(compose(letter, written, message), written, message)


def leave(mail: EmailMessage, written: Letter, message: UUID) -> bool:
    """As `send_now`, for a message that another has finished; consent is asked all the same.

    Args:
        mail: finished but for its recipient.
        written: to whom it is, and for which purpose.
        message: its id.
    """
    way = _delivered if installation().settings.smtp_url else _kept
    return way(mail, written, message)


def _still_may(written: Letter) -> bool:
    """The last look, at what has been written since: who said no while we wrote and connected is not written to."""
    forget_what_was_read()
    return may_send(written)


def _kept(mail: EmailMessage, written: Letter, message: UUID) -> bool:
    if not _still_may(written):
        return False
    keep(mail, message, person=written.person, address=written.address())
    return True


def may_send(written: Letter) -> bool:
    """Whether the person agrees, now, to what the letter is for; a purpose nobody vouches for is refused."""
    if written.purpose is None:
        return True
    conditions = may_have(written.person, written.purpose) if written.person else []
    return bool(conditions) and session().scalar(select(literal(1)).where(*conditions)) is not None


def may_have(person: Any, purpose: str) -> list[ColumnElement[bool]]:
    """The conditions of all rooms under which somebody may have a letter for a purpose now, for a statement.

    Args:
        person: the person's id, or a column or parameter that holds it.
        purpose: the purpose's slug.
    """
    id_of = literal(person) if isinstance(person, UUID) else person
    return [check(id_of, purpose) for check in installation().house.provided("mail_checks")]


def compose(name: str, written: Letter, message: UUID) -> EmailMessage:
    """The finished message, without its recipient, in text and HTML; the date is now, in UTC.

    Args:
        name: where its templates stand below `templates/mail/`.
        written: what it says and in which language. One for a purpose can be unsubscribed with one click (RFC 8058).
        message: the left part of its `Message-ID`.
    """
    settings = installation().settings
    mail = EmailMessage(policy=WIRE)
    headers = {
        "From": _sender(settings),
        "Date": format_datetime(clock.now()),
        "Message-ID": f"<{message}@{urlsplit(settings.base_url).hostname}>",
        "Auto-Submitted": "auto-generated",
        **({"Reply-To": settings.sender.reply_to} if settings.sender.reply_to else {}),
        **_unsubscribe_headers(written, settings),
    }
    with force_locale(written.language.replace("-", "_")):
        page = {"letter": written, "language": written.language, **_of_site(settings), **written.context}
        if written.purpose:
            page["unsubscribe_url"] = _unsubscribe_url(written, settings)
        headers["Subject"] = " ".join(render_template(f"mail/{name}/subject.txt", **page).split())
        for header, value in headers.items():
            mail[header] = value
        mail.set_content(render_template(f"mail/{name}/body.txt", **page))
        mail.add_alternative(render_template(f"mail/{name}/body.html", **page), subtype="html")
    _refuse_smuggled_headers(mail)
    return mail


def _of_site(settings: Settings) -> dict[str, Any]:
    return {"controller": settings.controller, "site_name": settings.site_name}


def _sender(settings: Settings) -> Address:
    name = settings.sender.name or settings.controller.name
    if "=?" in name:
        raise UnsafeHeader
    return Address(name, addr_spec=settings.mail_from)


def _unsubscribe_headers(written: Letter, settings: Settings) -> dict[str, str]:
    """For letters that can be unsubscribed from: RFC 2919 for filters, RFC 2369 and RFC 8058 for the way out.

    The way out is the link alone: nobody reads a mailbox for it, and a mail program tries the first that stands there.
    """
    if written.purpose is None:
        return {}
    return {
        "List-Id": f"<{written.purpose}.{urlsplit(settings.base_url).hostname}>",
        "List-Unsubscribe": f"<{_unsubscribe_url(written, settings)}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }


def _unsubscribe_url(written: Letter, settings: Settings) -> str:
    """A link that ends this purpose for this person, and does nothing else."""
    assert written.person is not None
    token = installation().tokens.make(UNSUBSCRIBE, written.person, written.context["purpose_id"])
    return f"{settings.base_url}/u/{token}"


def _refuse_smuggled_headers(mail: EmailMessage) -> None:
    # Some Pythons write an encoded word that holds CR LF as a header of its own (CVE-2024-6923).
    if sorted(message_from_bytes(mail.as_bytes(), policy=WIRE).keys()) != sorted(mail.keys()):
        raise UnsafeHeader


def _delivered(mail: EmailMessage, written: Letter, _message: UUID) -> bool:
    settings = installation().settings
    with connected(settings) as server:
        if not _still_may(written):
            return False
        address = written.address()
        if "=?" in address or any(ord(sign) < 33 for sign in address):
            raise UnsafeHeader
        mail["To"] = address
        _refuse_smuggled_headers(mail)
        _hand_over(server, mail, settings.mail_from, address)
    return True


def _hand_over(server: smtplib.SMTP, mail: EmailMessage, sender: str, address: str) -> None:
    """Give the server the message.

    Raises:
        RefusedForGood: it takes this recipient, or this message, neither now nor later (RFC 5321 4.2.1, RFC 6531).
        smtplib.SMTPException: it does not take it now, or does not take any.
    """
    try:
        utf8 = [] if address.isascii() else ["SMTPUTF8", "BODY=8BITMIME"]
        raw = mail.as_bytes(policy=WIRE.clone(utf8=bool(utf8)))
        server.sendmail(sender, [address], signed(raw), mail_options=utf8)
    except smtplib.SMTPRecipientsRefused as refusal:
        [(code, _words)] = refusal.recipients.values()
        raise RefusedForGood(str(code)) if code >= PERMANENT else refusal from None
    except smtplib.SMTPSenderRefused as refusal:  # but for the size (RFC 1870), this is the operator's to mend
        raise RefusedForGood(str(refusal.smtp_code)) if refusal.smtp_code == TOO_LARGE else refusal from None
    except smtplib.SMTPDataError as refusal:
        raise RefusedForGood(str(refusal.smtp_code)) if refusal.smtp_code >= PERMANENT else refusal from None
    except smtplib.SMTPNotSupportedError as refusal:
        raise RefusedForGood("no SMTPUTF8") from refusal
