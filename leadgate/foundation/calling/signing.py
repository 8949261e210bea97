"""Signatures of webhooks, ours and those we are sent: Standard Webhooks 1.0 (www.standardwebhooks.com), `v1`.

What is signed is `id.timestamp.body`, by HMAC-SHA256 with a secret both sides have.
"""

import base64
import hmac
from collections.abc import Mapping
from datetime import datetime, timedelta

SIGNATURE_LASTS = timedelta(minutes=5)


class WrongSignature(Exception):
    """A message that was not signed with this secret, or not within five minutes of now."""


def signed(secret: bytes, message_id: str, at: datetime, body: bytes) -> dict[str, str]:
    """The headers that sign a message.

    Args:
        secret: what both sides have, as raw bytes.
        message_id: stays the same when the message is sent again; has no dot in it.
        at: when it is sent; goes out as whole seconds since 1970.
        body: exactly as it is sent.
    """
    stamp = str(int(at.timestamp()))
    signature = f"v1,{_signature(secret, message_id, stamp, body)}"
    return {"webhook-id": message_id, "webhook-timestamp": stamp, "webhook-signature": signature}


def check(secret: bytes, headers: Mapping[str, str], body: bytes, now: datetime) -> str:
    """The id of a message, once it is found to be signed.

    Args:
        secret: what both sides have, as raw bytes.
        headers: by lower-case names; several signatures may stand in one, divided by spaces.
        body: exactly as it came.
        now: the moment its time is held against, in UTC.

    Raises:
        WrongSignature: none of them is this secret's for this id, time and body, or the time is not about now.
    """
    message_id, stamp = headers.get("webhook-id", ""), headers.get("webhook-timestamp", "")
    # So many digits last for thirty thousand years; Python refuses to read thousands of them.
    is_stamp = stamp.isascii() and stamp.isdecimal() and len(stamp) <= 12
    fresh = is_stamp and abs(now.timestamp() - int(stamp)) <= SIGNATURE_LASTS.total_seconds()
    expected = f"v1,{_signature(secret, message_id, stamp, body)}".encode()
    given = headers.get("webhook-signature", "").split(" ")
    if not fresh or not any(hmac.compare_digest(expected, each.encode()) for each in given):
        raise WrongSignature
    return message_id


def shown(secret: bytes) -> str:
    """A secret as it is handed to the other side."""
    return "whsec_" + base64.b64encode(secret).decode()


def _signature(secret: bytes, message_id: str, stamp: str, body: bytes) -> str:
    return base64.b64encode(hmac.digest(secret, f"{message_id}.{stamp}.".encode() + body, "sha256")).decode()
