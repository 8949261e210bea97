"""Time stamps (RFC 3161) as far as they can be read with nothing but Python: about what, and when.

That the authority signed them takes its certificate and more (CMS, RFC 5652): `openssl ts -verify`, or leadgate.
"""

import re
from collections.abc import Callable
from datetime import UTC, datetime
from hashlib import sha256, sha384, sha512

from .der import values
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
    (whole,) = values(response)
    status, token = whole.inside(SEQUENCE)
    if status.inside(SEQUENCE)[0].plain(INTEGER) not in (b"\0", b"\1"):
        raise Unreadable("The time stamp was not granted.")
    content_type, content = token.inside(SEQUENCE)
    kind, wrapped = content.inside(CONTEXT_0)[0].inside(SEQUENCE)[2].inside(SEQUENCE)
    if (content_type.plain(OID), kind.plain(OID)) != (SIGNED_DATA, TOKEN_INFO):
        raise Unreadable("It is no time stamp.")
    info = wrapped.inside(CONTEXT_0)[0].inside(OCTETS)[0].inside(SEQUENCE)
    algorithm, imprint = info[2].inside(SEQUENCE)
    if imprint.plain(OCTETS) != HASHES[algorithm.inside(SEQUENCE)[0].plain(OID)](message).digest():
        raise Unreadable("The time stamp is about something else.")
    time = GENERALIZED_TIME.fullmatch(info[4].plain(TIME).decode())
    if time is None:
        raise Unreadable("It is no time stamp.")
    return datetime.strptime(time[1], "%Y%m%d%H%M%S").replace(tzinfo=UTC)
