"""Mail: whether the server takes letters from us, and whether others will believe where they come from."""

import smtplib
import ssl
from collections.abc import Iterator
from urllib.parse import urlsplit
from uuid import uuid4

from leadgate.doctor.diagnosis import Check, Diagnosis, note, trouble
from leadgate.doctor.sender_domain import about_domain
from leadgate.foundation.background.outbox import RefusedForGood
from leadgate.foundation.installation import installation
from leadgate.foundation.mail.composing import THIS_MACHINE, Letter, connected, send_now
from leadgate.foundation.mail.kept import newest
from leadgate.foundation.settings import SmtpTls

SAID = {
    smtplib.SMTPAuthenticationError: "The mail server does not know this user with this password ({0.smtp_code})",
    smtplib.SMTPSenderRefused: "The mail server takes no letters from LEADGATE_MAIL_FROM ({0.smtp_code})",
    smtplib.SMTPRecipientsRefused: "The mail server does not take this recipient now; it may take it later",
    smtplib.SMTPResponseException: "The mail server answered with {0.smtp_code}",
    RefusedForGood: "The mail server refuses this letter for good ({0})",
    ssl.SSLCertVerificationError: (
        "The mail server's certificate is not trusted ({0.verify_message}); LEADGATE_SMTP_CERTIFICATE may name your own"
    ),
}
"""What went wrong, the narrower class first."""
FAILURES = (smtplib.SMTPException, RefusedForGood, OSError)


def check() -> Iterator[Diagnosis]:
    """Whether the mail server lets us in, and what the world's name servers say of the sender."""
    settings = installation().settings
    if not settings.smtp_url:
        kept = len(list(newest()))
        yield note(
            f"No mail is sent; it is kept in {settings.data_dir / 'mail'} and shown at /studio/mail ({kept} now)."
        )
        return
    try:
        with connected(settings) as server:
            server.noop()
            if not isinstance(server.sock, ssl.SSLSocket) and urlsplit(settings.smtp_url).hostname not in THIS_MACHINE:
                yield note("Letters travel to the mail server in clear; it offers no STARTTLS.")
            if not server.has_extn("smtputf8"):
                yield note(
                    "The mail server takes no addresses beyond ASCII (SMTPUTF8); people who have one get no letters."
                )
    except FAILURES as failure:
        yield trouble(f"{_said_of(failure)}; see LEADGATE_SMTP_URL.")
    if settings.smtp_tls is SmtpTls.UNCHECKED:
        yield note("LEADGATE_SMTP_TLS is unchecked: whoever stands between may read the letters and the password.")
    yield from map(note, about_domain(settings.mail_from.rpartition("@")[2]))


def letter_to(address: str) -> Check:
    """A check that sends a test letter, as every other letter is sent."""

    def check_letter() -> Iterator[Diagnosis]:
        letter = Letter(None, lambda: address, installation().settings.languages[0])
        try:
            send_now("doctor/test", letter, uuid4())
        except FAILURES as failure:
            yield trouble(f"{_said_of(failure)}.")
            return
        sent = bool(installation().settings.smtp_url)
        yield note(
            f"The mail server took a letter to {address}." if sent else "The letter was kept, as no mail is sent."
        )

    return check_letter


def _said_of(failure: Exception) -> str:
    """One sentence, without its full stop, about what a mail server did at which stage."""
    for kind, said in SAID.items():
        if isinstance(failure, kind):
            return said.format(failure)
    return f"The mail server cannot be used ({getattr(failure, 'strerror', None) or failure or type(failure).__name__})"
