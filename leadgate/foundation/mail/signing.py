"""Signing letters here, where the mail server does not: DKIM (RFC 6376), by RSA and by Ed25519 (RFC 8463).

Both parts are made canonical in the relaxed way, which survives what servers on the way do to spaces and folding. The
signed headers name `From` once more than it is there, so that nobody adds another one above it (section 8.15). Judged
in the tests by dkimpy, which shares nothing with this.
"""

import re
from base64 import b64encode
from collections.abc import Mapping, Sequence
from hashlib import sha256

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.hashes import SHA256

from leadgate.foundation.installation import installation
from leadgate.foundation.settings import DkimKey

SIGNED = (
    *(b"from", b"reply-to", b"to", b"subject", b"date", b"message-id", b"mime-version", b"content-type"),
    *(b"list-id", b"list-unsubscribe", b"list-unsubscribe-post", b"feedback-id", b"auto-submitted"),
)
_SPACE, _TRAILING, _FOLD = re.compile(rb"[ \t]+"), re.compile(rb"[ \t]+(?=\r\n)"), re.compile(rb"\r\n(?=[ \t])")
_END = re.compile(rb"(?:\r\n)*\Z")


def signed(message: bytes) -> bytes:
    """A message with its signatures before it; as it is where no key is set.

    Args:
        message: whole, with CRLF, as it leaves.
    """
    settings = installation().settings
    domain = settings.mail_from.rpartition("@")[2]
    return b"".join(signatures(message, settings.dkim_keys, domain)) + message


def signatures(message: bytes, keys: Sequence[DkimKey], domain: str) -> list[bytes]:
    """The headers that sign a message, one for each key.

    Args:
        message: whole, with CRLF.
        keys: each with the selector under which the DNS has its other half.
        domain: of the sender.
    """
    if not keys:
        return []
    head, _blank, body = message.partition(b"\r\n\r\n")
    fields, digest = _fields(head), b64encode(sha256(_relaxed_body(body)).digest())
    return [_signature(key, domain, fields, digest) for key in keys]


def _signature(key: DkimKey, domain: str, fields: Mapping[bytes, bytes], digest: bytes) -> bytes:
    there = [name for name in SIGNED if name in fields]
    is_rsa = not isinstance(key.private, Ed25519PrivateKey)
    tags = (
        b"v=1; a=" + (b"rsa-sha256" if is_rsa else b"ed25519-sha256"),
        b"c=relaxed/relaxed",
        b"d=" + domain.encode(),
        b"s=" + key.selector.encode(),
        b"h=" + b":\r\n ".join((*there, b"from")),
        b"bh=" + digest,
        b"b=",
    )
    ours = b";\r\n ".join(tags)
    lines = [name + b":" + fields[name] for name in there]
    said = b"\r\n".join((*lines, b"dkim-signature:" + _relaxed(ours)))
    return b"DKIM-Signature: " + ours + _folded(b64encode(_sign(key, said))) + b"\r\n"


def _sign(key: DkimKey, said: bytes) -> bytes:
    if isinstance(key.private, Ed25519PrivateKey):
        return key.private.sign(sha256(said).digest())
    return key.private.sign(said, PKCS1v15(), SHA256())


def _fields(head: bytes) -> dict[bytes, bytes]:
    """Headers in the relaxed form, by their names in small letters; of several of one name the last (section 5.4.2)."""
    lines = _FOLD.sub(b"", head).split(b"\r\n")
    parted = (line.partition(b":") for line in lines)
    return {name.strip().lower(): _relaxed(value) for name, _colon, value in parted}


def _relaxed(value: bytes) -> bytes:
    return _SPACE.sub(b" ", _FOLD.sub(b"", value)).strip()


def _relaxed_body(body: bytes) -> bytes:
    """Section 3.4.4."""
    canonical = _END.sub(b"", _SPACE.sub(b" ", _TRAILING.sub(b"", body)))
    return canonical + b"\r\n" if canonical else b""


def _folded(text: bytes) -> bytes:
    return b"\r\n ".join(text[at : at + 70] for at in range(0, len(text), 70))
