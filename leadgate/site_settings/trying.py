"""Sending a test letter as every other letter is sent, and saying in plain words how that went."""

import smtplib
import ssl
from dataclasses import dataclass
from uuid import uuid4

from leadgate.foundation import languages
from leadgate.foundation.background.outbox import RefusedForGood
from leadgate.foundation.installation import installation
from leadgate.foundation.mail.composing import Letter, send_now
from leadgate.foundation.mail.connecting import NotEncrypted
from leadgate.site_settings.types import LetterNews

MOST_WORDS = 300
KINDS: dict[type[Exception], LetterNews] = {
    NotEncrypted: LetterNews.NOT_ENCRYPTED,
    smtplib.SMTPAuthenticationError: LetterNews.SIGN_IN,
    smtplib.SMTPSenderRefused: LetterNews.SENDER,
    smtplib.SMTPRecipientsRefused: LetterNews.RECIPIENT,
    smtplib.SMTPServerDisconnected: LetterNews.NO_ROUTE,
    smtplib.SMTPException: LetterNews.REFUSED,
    ssl.SSLError: LetterNews.NOT_TRUSTED,
    OSError: LetterNews.NO_ROUTE,
}
"""What went wrong, the narrower class first."""


@dataclass(frozen=True, slots=True)
class TriedLetter:
    """How a test letter went, and what the mail server said of it in its own words."""

    news: LetterNews
    said: str = ""


def send_test(address: str) -> TriedLetter:
    """Send a test letter; waits for the mail server.

    Args:
        address: of whoever asks for it.
    """
    letter = Letter(None, lambda: address, languages.of_request())
    try:
        send_now("mail_server/test", letter, uuid4())
    except (smtplib.SMTPException, RefusedForGood, OSError) as failure:
        return _gone_wrong(failure)
    return TriedLetter(LetterNews.ACCEPTED if installation().settings.smtp_url else LetterNews.KEPT)


def _gone_wrong(failure: Exception) -> TriedLetter:
    # What is refused for good was raised while the server's own answer was at hand.
    cause = failure.__context__ if isinstance(failure, RefusedForGood) else failure
    news = next((one for kind, one in KINDS.items() if isinstance(cause, kind)), LetterNews.REFUSED)
    words = " ".join(_words_of(cause or failure).split())
    return TriedLetter(news, "".join(sign for sign in words if sign.isprintable())[:MOST_WORDS])


def _words_of(cause: BaseException) -> str:
    if isinstance(cause, smtplib.SMTPRecipientsRefused):
        [(code, said)] = cause.recipients.values()
        return f"{code} {_text(said)}"
    if isinstance(cause, smtplib.SMTPResponseException):
        return f"{cause.smtp_code} {_text(cause.smtp_error)}"
    if isinstance(cause, ssl.SSLCertVerificationError):
        return cause.verify_message
    return str(getattr(cause, "strerror", None) or cause)


def _text(said: bytes | str) -> str:
    return said.decode(errors="replace") if isinstance(said, bytes) else said
