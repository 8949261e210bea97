"""Whether a service itself tells something: each proves it in its own way, with what the operator was given by it."""

import hmac
from base64 import b64decode
from collections.abc import Callable, Mapping
from functools import lru_cache
from hashlib import sha256
from typing import Any
from urllib.parse import urlsplit

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ec import ECDSA, EllipticCurvePublicKey
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from cryptography.hazmat.primitives.hashes import SHA1, SHA256
from cryptography.hazmat.primitives.serialization import load_der_public_key
from cryptography.x509 import load_pem_x509_certificate

from leadgate.foundation import clock
from leadgate.foundation.calling.errors import CallFailed
from leadgate.foundation.calling.posting import get

LATEST_SECONDS = 900
"""After so long a signature with a moment in it is nobody's any more."""
_SNS_FIELDS = {
    "Notification": ("Message", "MessageId", "Subject", "Timestamp", "TopicArn", "Type"),
    "SubscriptionConfirmation": ("Message", "MessageId", "SubscribeURL", "Timestamp", "Token", "TopicArn", "Type"),
}
_SNS_HOST_BEGINS, _SNS_HOST_ENDS = "sns.", (".amazonaws.com", ".amazonaws.com.cn")


def is_genuine(service: str, secret: str, raw: bytes, document: Any, headers: Mapping[str, str]) -> bool:
    """Whether a service sent this; whatever is missing, malformed or too old says no.

    Args:
        service: by its name in the tables.
        secret: what the operator was given: a signing key (Mailgun), `user:password` (Postmark), a public key in base64
            (SendGrid), the topic's ARN (SES).
        raw, document: the body, as it came and decoded.
        headers: of the request.
    """
    try:
        return _CHECKS[service](secret, raw, document, headers)
    except (KeyError, TypeError, ValueError, AttributeError, InvalidSignature, CallFailed):
        return False


def _mailgun(secret: str, _raw: bytes, document: Any, _headers: Mapping[str, str]) -> bool:
    given = document["signature"]
    told = f"{given['timestamp']}{given['token']}".encode()
    expected = hmac.new(secret.encode(), told, sha256).hexdigest()
    return _is_fresh(given["timestamp"]) and hmac.compare_digest(expected, str(given["signature"]))


def _postmark(secret: str, _raw: bytes, _document: Any, headers: Mapping[str, str]) -> bool:
    scheme, _space, given = headers.get("Authorization", "").partition(" ")
    return scheme.lower() == "basic" and hmac.compare_digest(b64decode(given, validate=True), secret.encode())


def _sendgrid(secret: str, raw: bytes, _document: Any, headers: Mapping[str, str]) -> bool:
    key, moment = load_der_public_key(b64decode(secret)), headers["X-Twilio-Email-Event-Webhook-Timestamp"]
    if not isinstance(key, EllipticCurvePublicKey) or not _is_fresh(moment):
        return False
    signature = b64decode(headers["X-Twilio-Email-Event-Webhook-Signature"], validate=True)
    key.verify(signature, moment.encode() + raw, ECDSA(SHA256()))
    return True


def _ses(secret: str, _raw: bytes, document: Any, _headers: Mapping[str, str]) -> bool:
    if document["TopicArn"] != secret or not is_amazons(document["SigningCertURL"]):
        return False
    fields = _SNS_FIELDS[document["Type"]]
    told = "".join(f"{name}\n{document[name]}\n" for name in fields if name in document)
    hashed = {"1": SHA1, "2": SHA256}[document["SignatureVersion"]]()
    key = _certified(document["SigningCertURL"])
    key.verify(b64decode(document["Signature"]), told.encode(), PKCS1v15(), hashed)
    return True


def is_amazons(url: str) -> bool:
    """Whether an address is one of Amazon's own notification service, by https."""
    parts = urlsplit(url)
    host = parts.hostname or ""
    return parts.scheme == "https" and host.startswith(_SNS_HOST_BEGINS) and host.endswith(_SNS_HOST_ENDS)


@lru_cache(maxsize=8)
def _certified(url: str) -> RSAPublicKey:
    key = load_pem_x509_certificate(get(url, {}).body).public_key()
    if not isinstance(key, RSAPublicKey):
        raise TypeError(url)
    return key


def _is_fresh(moment: str | int) -> bool:
    return abs(clock.now().timestamp() - int(moment)) < LATEST_SECONDS


_CHECKS: Mapping[str, Callable[[str, bytes, Any, Mapping[str, str]], bool]] = {
    "mailgun": _mailgun,
    "postmark": _postmark,
    "sendgrid": _sendgrid,
    "ses": _ses,
}
