"""The whole message: headers that are the same for everybody made once, the reader's own filled in.

Judged in the tests by the standard library's own message, built whole for each reader: both are equal when parsed.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from email.headerregistry import Address, HeaderRegistry
from email.utils import format_datetime

from leadgate.foundation.mail.composing import WIRE
from leadgate.letters.composing.pieces import Part
from leadgate.letters.errors import UnsafeValue
from leadgate.letters.fields import PersonalField, names_in

UNSUBSCRIBE, VIEW = "@unsubscribe", "@view"
"""Fields no marketer can type: each reader's own way out, and where the letter stands on the web."""
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
_header = HeaderRegistry(use_default_map=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """Whom one copy of a letter is for.

    Args:
        address: as it was typed.
        values: what is known of them, by the field's name.
        unsubscribe_url: ends the letter's purpose for them.
        unsubscribe_mail: the same by mail; None where nobody reads it.
        message_id: the left part of its `Message-ID`, the same whenever this copy is sent.
        at: when it leaves.
    """

    address: str
    values: Mapping[str, str]
    unsubscribe_url: str
    unsubscribe_mail: str | None
    message_id: str
    at: datetime


@dataclass(frozen=True, slots=True)
class ComposedLetter:
    """A letter in one language, made once for everybody.

    Args:
        head: headers that are the same for everybody, as they leave.
        subject: its pieces.
        domain: the right part of each `Message-ID`.
        boundary: between both parts.
        plain, html: the parts.
        fields: all it uses that marketers typed.
    """

    head: bytes
    subject: tuple[str | PersonalField, ...]
    domain: str
    boundary: bytes
    plain: Part
    html: Part
    fields: tuple[PersonalField, ...]

    @property
    def needs(self) -> frozenset[str]:
        """What has to be known of everybody it is sent to."""
        return names_in(self.fields, needed=True)

    def filled(self, reader: Reader) -> bytes:
        """The message for one reader, ready for a mail server (RFC 5322, with CRLF).

        Args:
            reader: whom it is for.

        Raises:
            UnsafeValue: the address, or what would stand in the subject, holds a control sign.
        """
        values = {**reader.values, UNSUBSCRIBE: reader.unsubscribe_url}
        border = b"--" + self.boundary
        return b"".join(
            (
                *(self._own_headers(reader, values), self.head, b"\r\n", border, _PLAIN, self.plain.filled(values)),
                *(b"\r\n", border, _HTML, self.html.filled(values), b"\r\n", border, b"--\r\n"),
            )
        )

    def _own_headers(self, reader: Reader, values: Mapping[str, str]) -> bytes:
        ways_out = [f"<{one}>" for one in (reader.unsubscribe_mail, reader.unsubscribe_url) if one]
        lines = (
            f"To: {_safe(reader.address)}\r\n",
            folded("Subject", _safe(self._subject(values))),
            f"Date: {format_datetime(reader.at)}\r\n",
            f"Message-ID: <{reader.message_id}@{self.domain}>\r\n",
            f"List-Unsubscribe: {', '.join(ways_out)}\r\n",
        )
        return "".join(lines).encode()

    def _subject(self, values: Mapping[str, str]) -> str:
        said = (one if isinstance(one, str) else values.get(one.name) or one.instead or "" for one in self.subject)
        return "".join(said)


_PLAIN = b'\r\nContent-Type: text/plain; charset="utf-8"\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n'
_HTML = _PLAIN.replace(b"plain", b"html")


def folded(name: str, value: str) -> str:
    """A header as it leaves, words that are not ASCII encoded (RFC 2047).

    Args:
        name: of the header.
        value: in clear.
    """
    return str(_header(name, value).fold(policy=WIRE))


def sender_header(name: str, address: str) -> str:
    """Who the letter is from, as the value of its `From`, in clear."""
    return str(Address(_safe(name), addr_spec=_safe(address)))


def _safe(text: str) -> str:
    if _CONTROL.search(text):
        raise UnsafeValue
    return text
