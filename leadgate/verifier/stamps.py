"""Time stamps (RFC 3161) as far as they can be read with nothing but Python: about what, and when.

That the authority signed them takes its certificate and more (CMS, RFC 5652): `openssl ts -verify`, or leadgate.
"""

import re
from collections.abc import Callable
from datetime import UTC, datetime
from hashlib import sha256, sha384, sha512

from .reading import Unreadable

SEQUENCE, INTEGER, OCTETS, OID, TIME, CONTEXT_0 = 0x30, 0x02, 0x04, 0x06, 0x18, 0xA0
SIGNED_DATA = bytes.fromhex("2a864886f70d010702")
"""id-signedData, 1.2.840.113549.1.7.2."""
TOKEN_INFO = bytes.fromhex("2a864886f70d0109100104")
"""id-ct-TSTInfo, 1.2.840.113549.1.9.16.1.4."""
GENERALIZED_TIME = re.compile(r"([0-9]{14})(\.[0-9]+)?Z")
HASHES = {
    bytes.fromhex("608648016503040201"): sha256,
    bytes.fromhex("608648016503040202"): sha384,
    bytes.fromhex("608648016503040203"): sha512,
}
Value = tuple[int, bytes]
"""One value of DER: its tag and its content."""
CheckStamp = Callable[[bytes, bytes], bool]
"""Whether the authority we believe signed a response about a message: `(response, message)`."""


def stamped_part(note: str) -> bytes:
    """What of a checkpoint is stamped: its text and the log's own line; witnesses come later."""
    text, gap, lines = note.partition("\n\n")
    return f"{text}{gap}{lines.split(chr(10))[0]}\n".encode()


def stamped_at(response: bytes, message: bytes) -> datetime:
    """When a message was stamped, in UTC, as the response says; nobody's signature is looked at.

    Args:
        response: a TimeStampResp, in DER.
        message: what was stamped.

    Raises:
        Unreadable: it is none, was not granted, or is about something else.
    """
    try:
        return _read(response, message)
    except (IndexError, ValueError, KeyError) as damage:
        raise Unreadable("It is no time stamp.") from damage


def _read(response: bytes, message: bytes) -> datetime:
    (whole,) = _values(response)
    status, token = _inside(whole, SEQUENCE)
    if _plain(_inside(status, SEQUENCE)[0], INTEGER) not in (b"\0", b"\1"):
        raise Unreadable("The time stamp was not granted.")
    content_type, content = _inside(token, SEQUENCE)
    kind, wrapped = _inside(_inside(_inside(content, CONTEXT_0)[0], SEQUENCE)[2], SEQUENCE)
    if (_plain(content_type, OID), _plain(kind, OID)) != (SIGNED_DATA, TOKEN_INFO):
        raise Unreadable("It is no time stamp.")
    info = _inside(_inside(_inside(wrapped, CONTEXT_0)[0], OCTETS)[0], SEQUENCE)
    algorithm, imprint = _inside(info[2], SEQUENCE)
    if _plain(imprint, OCTETS) != HASHES[_plain(_inside(algorithm, SEQUENCE)[0], OID)](message).digest():
        raise Unreadable("The time stamp is about something else.")
    time = GENERALIZED_TIME.fullmatch(_plain(info[4], TIME).decode())
    if time is None:
        raise Unreadable("It is no time stamp.")
    return datetime.strptime(time[1], "%Y%m%d%H%M%S").replace(tzinfo=UTC)


def _inside(value: Value, tag: int) -> list[Value]:
    return _values(_plain(value, tag))


def _plain(value: Value, tag: int) -> bytes:
    if value[0] != tag:
        raise ValueError("another kind")
    return value[1]


def _values(data: bytes) -> list[Value]:
    """The DER values that stand one behind the other (X.690)."""
    found, at = [], 0
    while at < len(data):
        tag, length, at = data[at], data[at + 1], at + 2
        if length & 0x80:
            count = length & 0x7F
            if not 1 <= count <= 4:
                raise ValueError("no length")
            length, at = int.from_bytes(data[at : at + count]), at + count
        if at + length > len(data):
            raise ValueError("cut")
        found.append((tag, data[at : at + length]))
        at += length
    return found
