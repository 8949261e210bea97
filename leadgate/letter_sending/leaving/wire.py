"""A connection to the mail server that is kept for many copies, and what the server answers to each."""

import smtplib
from contextlib import suppress
from dataclasses import dataclass, replace

from leadgate.foundation.installation import installation
from leadgate.foundation.mail.answers import Undelivered, meaning_of, status_in
from leadgate.foundation.mail.connecting import connected

MOST_ON_ONE = 100
TAKEN, FORWARDED, CLOSING, PERMANENT = 250, 251, 421, 500
OF_THE_SERVER = ("4.3.", "4.4.", "4.7.")
"""Statuses of a mail system, of the network and of policy (RFC 3463, section 3)."""


class ServerAway(Exception):
    """The mail server is not reached, or takes nothing from us now: nothing follows for any reader."""


class AnswerLost(ServerAway):
    """The connection broke while a message was handed over: whether the server has it is known to nobody (RFC 1047)."""


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
            AnswerLost: it broke off, or said nothing in time, with the whole message in its hands.
            ServerAway: it is not to be reached, refuses us, or broke off before that.
        """
        try:
            return self._hand_over(self._connected(), sender, address, message)
        except ServerAway:
            self.close()
            raise
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
        server.ehlo_or_helo_if_needed()
        options = [f"size={len(message)}"] if server.does_esmtp and server.has_extn("size") else []
        try:
            code, said = server.mail(sender, options if address.isascii() else [*options, "SMTPUTF8", "BODY=8BITMIME"])
        except smtplib.SMTPNotSupportedError:
            return ServerAnswer(Undelivered.UNKNOWN, 550, "no SMTPUTF8")
        if code != TAKEN:
            raise smtplib.SMTPSenderRefused(code, said, sender)
        code, said = server.rcpt(address)
        if code in (TAKEN, FORWARDED):
            code, said = _content_of(server, message)
        if code == TAKEN:
            return ServerAnswer()
        self._begin_anew(server, code)
        return _answer(code, said)

    def _begin_anew(self, server: smtplib.SMTP, code: int) -> None:
        """Forget what was begun, or the whole connection where the server ends it."""
        try:
            if code == CLOSING:
                raise smtplib.SMTPServerDisconnected
            server.rset()
        except (smtplib.SMTPException, OSError):
            self.close()

    def close(self) -> None:
        """End the connection, if there is one."""
        if self._server is not None:
            with suppress(smtplib.SMTPException, OSError):
                self._server.quit()
        self._server = None


def _content_of(server: smtplib.SMTP, message: bytes) -> tuple[int, bytes]:
    """Hand the message itself over.

    Raises:
        AnswerLost: it broke off or said nothing in time; nobody knows whether it was taken.
    """
    try:
        return server.data(message)
    except smtplib.SMTPDataError as refusal:
        words = refusal.smtp_error
        return refusal.smtp_code, words if isinstance(words, bytes) else words.encode()
    except (smtplib.SMTPServerDisconnected, OSError) as trouble:
        raise AnswerLost from trouble


def _answer(code: int, said: bytes | str) -> ServerAnswer:
    words = said.decode(errors="replace") if isinstance(said, bytes) else said
    return ServerAnswer(meaning_of(code, "", words), code, " ".join(words.split()))
