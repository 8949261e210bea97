"""A folder of a server that speaks IMAP (RFC 9051)."""

import imaplib
import ssl
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import Any
from urllib.parse import SplitResult, unquote

from leadgate.bounces.mailbox.shape import mark_of, must_encrypt, who_signs_in
from leadgate.bounces.reading.returned import MOST_BYTES
from leadgate.foundation.mail.connecting import TIMEOUT_SECONDS


@contextmanager
def imap_folder(where: SplitResult, secure: ssl.SSLContext) -> Iterator["ImapFolder"]:
    """The folder an address names, the inbox where it names none, signed in to.

    Raises:
        imaplib.IMAP4.error, OSError: the server is not to be reached, lets nobody in, or has no such folder.
    """
    host = where.hostname or ""
    if where.scheme == "imaps":
        server: imaplib.IMAP4 = imaplib.IMAP4_SSL(host, where.port or 993, ssl_context=secure, timeout=TIMEOUT_SECONDS)
    else:
        server = imaplib.IMAP4(host, where.port or 143, timeout=TIMEOUT_SECONDS)
    try:
        if where.scheme == "imap" and must_encrypt(where):
            server.starttls(secure)
        server.login(*who_signs_in(where))
        yield ImapFolder(server, unquote(where.path.strip("/")) or "INBOX")
    finally:
        with suppress(imaplib.IMAP4.error, OSError):
            server.logout()


class ImapFolder:
    """See `shape.Mailbox`: messages by UIDVALIDITY and UID (section 2.3.1.1); what is read stays unread."""

    def __init__(self, server: imaplib.IMAP4, folder: str) -> None:
        self._server = server
        quoted = folder.replace("\\", r"\\").replace('"', r"\"")
        self._ok(server.select(f'"{quoted}"'))
        _kind, [validity] = server.response("UIDVALIDITY")
        self._validity: bytes = validity or b""
        self._uids: dict[str, str] = {}
        self._expunges_one = b"UIDPLUS" in b" ".join(self._ok(server.capability())).upper().split()

    @staticmethod
    def _ok(answer: tuple[str, list[Any]]) -> list[Any]:
        if answer[0] != "OK":
            raise imaplib.IMAP4.error(answer[0])
        return answer[1]

    def marks(self) -> Sequence[str]:
        """See `Mailbox.marks`."""
        [found] = self._ok(self._server.uid("SEARCH", "UNDELETED"))
        self._uids = {mark_of(self._validity, uid): uid.decode() for uid in (found or b"").split()}
        return list(self._uids)

    def read(self, mark: str) -> bytes:
        """See `Mailbox.read`."""
        told = self._ok(self._server.uid("FETCH", self._uids[mark], f"(BODY.PEEK[]<0.{MOST_BYTES}>)"))
        return next((bytes(part[1]) for part in told if isinstance(part, tuple)), b"")

    def remove(self, mark: str) -> None:
        """See `Mailbox.remove`: marked deleted, and gone where a server can do that to one alone (RFC 4315)."""
        self._ok(self._server.uid("STORE", self._uids[mark], "+FLAGS.SILENT", r"(\Deleted)"))
        if self._expunges_one:
            self._ok(self._server.uid("EXPUNGE", self._uids[mark]))
