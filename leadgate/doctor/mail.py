"""Mail: whether the server takes letters from us, and whether others will believe where they come from."""

import smtplib
import ssl
from collections.abc import Callable, Iterator
from operator import attrgetter
from typing import Any
from urllib.parse import urlsplit
from uuid import uuid4

from flask_babel import gettext as _

from leadgate.doctor.diagnosis import Check, Diagnosis, note, trouble
from leadgate.foundation.background.outbox import RefusedForGood
from leadgate.foundation.installation import installation
from leadgate.foundation.mail.composing import Letter, send_now
from leadgate.foundation.mail.connecting import THIS_MACHINE, connected
from leadgate.foundation.mail.kept import newest
from leadgate.foundation.settings import SmtpTls
from leadgate.foundation.words import Text

SAID: dict[type[Exception], tuple[Text, Callable[[Any], object]]] = {
    smtplib.SMTPAuthenticationError: (
        Text("The mail server does not know this user with this password (%(code)s)"),
        attrgetter("smtp_code"),
    ),
    smtplib.SMTPSenderRefused: (
        Text("The mail server takes no letters from LEADGATE_MAIL_FROM (%(code)s)"),
        attrgetter("smtp_code"),
    ),
    smtplib.SMTPRecipientsRefused: (
        Text("The mail server does not take this recipient now; it may take it later"),
        str,
    ),
    smtplib.SMTPResponseException: (Text("The mail server answered with %(code)s"), attrgetter("smtp_code")),
    RefusedForGood: (Text("The mail server refuses this letter for good (%(code)s)"), attrgetter("code")),
    ssl.SSLCertVerificationError: (
        Text("The mail server's certificate is not trusted (%(code)s); LEADGATE_SMTP_CERTIFICATE may name your own"),
        attrgetter("verify_message"),
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
            _(
                "No mail is sent; it is kept in %(folder)s and shown at /studio/mail (%(num)s now).",
                folder=settings.data_dir / "mail",
                num=kept,
            )
        )
        return
    try:
        with connected(settings) as server:
            server.noop()
            if not isinstance(server.sock, ssl.SSLSocket) and urlsplit(settings.smtp_url).hostname not in THIS_MACHINE:
                yield note(_("Letters travel to the mail server in clear; it offers no STARTTLS."))
            if not server.has_extn("smtputf8"):
                yield note(
                    _("The mail server takes no addresses beyond ASCII (SMTPUTF8); people who have one get no letters.")
                )
    except FAILURES as failure:
        yield trouble(_("%(why)s; see LEADGATE_SMTP_URL.", why=_said_of(failure)))
    if settings.smtp_tls is SmtpTls.UNCHECKED:
        yield note(_("LEADGATE_SMTP_TLS is unchecked: whoever stands between may read the letters and the password."))
    from leadgate.doctor.sender_domain import about_domain  # name servers are asked when somebody presses

    yield from map(note, about_domain(settings.mail_from.rpartition("@")[2]))


def letter_to(address: str) -> Check:
    """A check that sends a test letter, as every other letter is sent."""

    def check_letter() -> Iterator[Diagnosis]:
        letter = Letter(None, lambda: address, installation().settings.languages[0])
        try:
            send_now("mail_server/test", letter, uuid4())
        except FAILURES as failure:
            yield trouble(f"{_said_of(failure)}.")
            return
        sent = bool(installation().settings.smtp_url)
        taken = _("The mail server took a letter to %(address)s.", address=address)
        yield note(taken if sent else _("The letter was kept, as no mail is sent."))

    return check_letter


def _said_of(failure: Exception) -> str:
    """One sentence, without its full stop, about what a mail server did at which stage."""
    for kind, (said, code) in SAID.items():
        if isinstance(failure, kind):
            return str(said) % {"code": code(failure)}
    why = getattr(failure, "strerror", None) or failure or type(failure).__name__
    return str(_("The mail server cannot be used (%(why)s)", why=why))
