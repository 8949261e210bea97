"""Connecting to the mail server: encrypted as it is set, signed in."""

import smtplib
import ssl
from contextlib import ExitStack
from urllib.parse import unquote, urlsplit

from leadgate.foundation.settings import Settings, SmtpTls

TIMEOUT_SECONDS = 30
THIS_MACHINE = ("localhost", "127.0.0.1", "::1")
MUST_ENCRYPT = (SmtpTls.REQUIRED, SmtpTls.UNCHECKED)


class NotEncrypted(smtplib.SMTPException):
    """The mail server offers no encryption, and a password, or every letter, must not travel without."""

    def __init__(self) -> None:
        super().__init__("the server offers no STARTTLS, and nothing is sent to it in clear")


def connected(settings: Settings) -> smtplib.SMTP:
    """A signed-in connection to the mail server that is set, encrypted as `LEADGATE_SMTP_TLS` says.

    Raises:
        smtplib.SMTPException, OSError: the server is not to be reached, or its certificate is not to be trusted.
        NotEncrypted: it would have to be in clear, and must not.
    """
    parts, secure = urlsplit(settings.smtp_url or ""), tls(settings)
    host = parts.hostname or "localhost"
    if parts.scheme == "smtps":
        server: smtplib.SMTP = smtplib.SMTP_SSL(host, parts.port or 465, timeout=TIMEOUT_SECONDS, context=secure)
    else:
        server = smtplib.SMTP(host, parts.port or 587, timeout=TIMEOUT_SECONDS)
    with ExitStack() as unless_signed_in:
        unless_signed_in.callback(server.close)
        if parts.scheme != "smtps":
            _encrypt(server, settings, secure, is_asked=bool(parts.username) and host not in THIS_MACHINE)
        if parts.username:
            server.login(unquote(parts.username), unquote(parts.password or ""))
        unless_signed_in.pop_all()
    return server


def _encrypt(server: smtplib.SMTP, settings: Settings, secure: ssl.SSLContext, *, is_asked: bool) -> None:
    """Go on encrypted where the server offers it; `is_asked` says that a password must not go in clear."""
    server.ehlo()
    if server.has_extn("starttls") and settings.smtp_tls is not SmtpTls.OFF:
        server.starttls(context=secure)
    elif settings.smtp_tls in MUST_ENCRYPT or is_asked:
        raise NotEncrypted


def tls(settings: Settings) -> ssl.SSLContext:
    """How certificates of mail servers are looked at."""
    context = ssl.create_default_context()
    if settings.smtp_certificate:
        context.load_verify_locations(settings.smtp_certificate)
    if settings.smtp_tls is SmtpTls.UNCHECKED:
        context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    return context
