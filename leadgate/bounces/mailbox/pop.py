"""The mailbox of a server that speaks POP3 (RFC 1939)."""

import poplib
import ssl
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from urllib.parse import SplitResult

from leadgate.bounces.mailbox.shape import mark_of, must_encrypt, who_signs_in
from leadgate.bounces.reading.returned import MOST_BYTES
from leadgate.foundation.mail.connecting import TIMEOUT_SECONDS


@contextmanager
def pop_mailbox(where: SplitResult, secure: ssl.SSLContext) -> Iterator["PopMailbox"]:
    """The mailbox an address names, signed in to; what is removed goes when the block ends without trouble.

    Raises:
        poplib.error_proto, OSError: the server is not to be reached, or lets nobody in.
    """
    host = where.hostname or ""
    if where.scheme == "pop3s":
        server: poplib.POP3 = poplib.POP3_SSL(host, where.port or 995, timeout=TIMEOUT_SECONDS, context=secure)
    else:
        server = poplib.POP3(host, where.port or 110, timeout=TIMEOUT_SECONDS)
    try:
        if where.scheme == "pop3" and must_encrypt(where):
            server.stls(secure)
        user, password = who_signs_in(where)
        server.user(user)
        server.pass_(password)
        yield PopMailbox(server)
        server.quit()
    finally:
        server.close()


class PopMailbox:
    """See `shape.Mailbox`: messages by their unique-id (section 7)."""

    def __init__(self, server: poplib.POP3) -> None:
        self._server = server
        self._numbers: dict[str, int] = {}

    def marks(self) -> Sequence[str]:
        """See `Mailbox.marks`."""
        _reply, lines, _octets = self._server.uidl()
        told = (line.split(maxsplit=1) for line in lines)
        self._numbers = {mark_of(name): int(number) for number, name in told}
        return list(self._numbers)

    def read(self, mark: str) -> bytes:
        """See `Mailbox.read`."""
        _reply, lines, _octets = self._server.retr(self._numbers[mark])
        return b"\r\n".join(lines)[:MOST_BYTES]

    def remove(self, mark: str) -> None:
        """See `Mailbox.remove`."""
        self._server.dele(self._numbers[mark])
