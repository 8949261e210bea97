"""A connection to the mail server that is kept for many copies, and what the server answers to each."""

import smtplib
from contextlib import suppress
from dataclasses import dataclass, replace

from leadgate.foundation.installation import installation
from leadgate.foundation.mail.answers import Undelivered, meaning_of, status_in
from leadgate.foundation.mail.connecting import connected

MOST_ON_ONE = 100
CLOSING, PERMANENT = 421, 500
OF_THE_SERVER = ("4.3.", "4.4.", "4.7.")
"""Statuses of a mail system, of the network and of policy (RFC 3463, section 3)."""


class ServerAway(Exception):
    """The mail server is not reached, or takes nothing from us now: nothing follows for any reader."""


@dataclass(frozen=True, slots=True)
class ServerAnswer:
    """What the server said to one copy.

    Args:
        why: it did not take it; None where it did.
        code: of its reply (RFC 5321, section 4.2).
        said: in its own words.
    """

    why: Undelivered | None = None
    code: int = 250
    said: str = ""

    @property
    def is_busy(self) -> bool:
        """Whether the server takes nothing for now; a greylist only makes each recipient wait."""
        return "grey" not in self.said.lower() and (
            self.code == CLOSING or (self.code < PERMANENT and status_in(self.said).startswith(OF_THE_SERVER))
        )


class Wire:
    """A connection that is made when it is needed, and made anew after a hundred copies or trouble.

    Args:
        address: of the mail server.
    """

    def __init__(self, address: str | None) -> None:
        self._address = address
        self._server: smtplib.SMTP | None = None
        self._sent = 0

    def send(self, sender: str, address: str, message: bytes) -> ServerAnswer:
        """Hand one copy over; waits for the server.

        Args:
            sender: of the envelope.
            address: of its only recipient.
            message: whole.

        Raises:
            ServerAway: it is not to be reached, refuses us, or broke off.
        """
        try:
            return self._hand_over(self._connected(), sender, address, message)
        except (smtplib.SMTPSenderRefused, smtplib.SMTPServerDisconnected, OSError) as trouble:
            self.close()
            raise ServerAway from trouble

    def _connected(self) -> smtplib.SMTP:
        if self._server is None or self._sent >= MOST_ON_ONE:
            self.close()
            try:
                self._server, self._sent = connected(replace(installation().settings, smtp_url=self._address)), 0
            except smtplib.SMTPException as trouble:
                raise ServerAway from trouble
        return self._server

    def _hand_over(self, server: smtplib.SMTP, sender: str, address: str, message: bytes) -> ServerAnswer:
        self._sent += 1
        utf8 = [] if address.isascii() else ["SMTPUTF8"]
        try:
            server.sendmail(sender, [address], message, mail_options=utf8)
        except smtplib.SMTPRecipientsRefused as refusal:
            [(code, said)] = refusal.recipients.values()
            return _answer(code, said)
        except smtplib.SMTPDataError as refusal:
            return _answer(refusal.smtp_code, refusal.smtp_error)
        except smtplib.SMTPNotSupportedError:
            return ServerAnswer(Undelivered.UNKNOWN, 550, "no SMTPUTF8")
        return ServerAnswer()

    def close(self) -> None:
        """End the connection, if there is one."""
        if self._server is not None:
            with suppress(smtplib.SMTPException, OSError):
                self._server.quit()
        self._server = None


def _answer(code: int, said: bytes | str) -> ServerAnswer:
    words = said.decode(errors="replace") if isinstance(said, bytes) else said
    return ServerAnswer(meaning_of(code, "", words), code, " ".join(words.split()))
