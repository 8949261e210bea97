"""The token of a copy: it stands in the envelope's sender and in the `Message-ID`, and comes back with what returns.

It names one copy without any parsing of what others write, and nobody can make one: it is the copy's id with a keyed
hash of it. So whoever forges a bounce, or sends one of somebody else's, does nothing.
"""

import hmac
from base64 import b32decode, b32encode
from binascii import Error
from uuid import UUID

from leadgate.foundation.installation import installation

MARK_BYTES, ID_BYTES = 5, 16


def token_of(copy_id: UUID) -> str:
    """The token of a copy: 34 small letters and digits, as may stand before the `@` of an address."""
    return b32encode(copy_id.bytes + _mark(copy_id)).decode().rstrip("=").lower()


def sender_of(copy_id: UUID) -> str:
    """The envelope's sender of a copy: where its bounces go, by the token in it (VERP)."""
    settings = installation().settings
    return f"b+{token_of(copy_id)}@{settings.bounce_domain}" if settings.bounce_domain else settings.mail_from


def way_out_of(copy_id: UUID) -> str | None:
    """Where a reader writes to hear no more (RFC 2369); None where nobody reads what comes there."""
    domain = installation().settings.bounce_domain
    return f"mailto:u+{token_of(copy_id)}@{domain}?subject=unsubscribe" if domain else None


def mark_for(copy_id: UUID) -> bytes:
    """A header that brings the token back with a service that writes the others anew: Postmark hands on metadata."""
    tells = "postmark" in installation().settings.mail_hooks
    return f"X-PM-Metadata-copy: {token_of(copy_id)}\r\n".encode() if tells else b""


def copy_in(token: str) -> UUID | None:
    """The copy a token names; None where it is none of ours.

    Args:
        token: as somebody sent it.
    """
    try:
        raw = b32decode(token.upper() + "=" * (-len(token) % 8))
    except (Error, ValueError):
        return None
    if len(raw) != ID_BYTES + MARK_BYTES:
        return None
    copy_id = UUID(bytes=raw[:ID_BYTES])
    return copy_id if hmac.compare_digest(raw[ID_BYTES:], _mark(copy_id)) else None


def _mark(copy_id: UUID) -> bytes:
    return installation().vault.blind_index("letter-copy", copy_id.hex)[:MARK_BYTES]
