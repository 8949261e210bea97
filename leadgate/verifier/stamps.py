"""Time stamps (RFC 3161) as far as they can be read with nothing but Python: about what, and when.

That the authority signed them takes its certificate and more (CMS, RFC 5652): `openssl ts -verify`, or leadgate.
"""

from collections.abc import Callable
from datetime import UTC, datetime
from hashlib import sha256, sha384, sha512

from .reading import Unreadable

SEQUENCE, INTEGER, OCTETS, OID, TIME, CONTEXT_0 = 0x30, 0x02, 0x04, 0x06, 0x18, 0xA0
TOKEN_INFO = bytes.fromhex("060b2a864886f70d0109100104")
"""id-ct-TSTInfo, 1.2.840.113549.1.9.16.1.4."""
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
    (whole,) = _parts(response)
    status, token = _parts(whole[1], 2)
    if _parts(status[1], 1)[0][1] not in (b"\0", b"\1"):
        raise Unreadable("The time stamp was not granted.")
    signed = _parts(_parts(token[1], 2)[1][1], 1)[0]
    content = _parts(signed[1], 3)[2]
    kind, wrapped = _parts(content[1], 2)
    if bytes([kind[0], len(kind[1])]) + kind[1] != TOKEN_INFO:
        raise Unreadable("It is no time stamp.")
    octets = _parts(wrapped[1], 1)[0]
    info = _parts(_parts(octets[1], 1)[0][1])
    algorithm, imprint = _parts(info[2][1], 2)
    digest = HASHES[_parts(algorithm[1], 1)[0][1]](message).digest()
    if imprint[1] != digest:
        raise Unreadable("The time stamp is about something else.")
    if info[4][0] != TIME:
        raise Unreadable("It is no time stamp.")
    return datetime.strptime(info[4][1].decode().split(".")[0].rstrip("Z"), "%Y%m%d%H%M%S").replace(tzinfo=UTC)


def _parts(data: bytes, least: int = 0) -> list[tuple[int, bytes]]:
    """The tags and contents of the DER values that stand one behind the other (X.690)."""
    found, at = [], 0
    while at < len(data):
        tag, length, at = data[at], data[at + 1], at + 2
        if length & 0x80:
            count = length & 0x7F
            length, at = int.from_bytes(data[at : at + count]), at + count
        if at + length > len(data):
            raise ValueError("cut")
        found.append((tag, data[at : at + length]))
        at += length
    if len(found) < least:
        raise ValueError("cut")
    return found
