"""Secrets among what is chosen in the studio: sealed under the installation's secret key, which no database holds.

So neither a copy of the database nor its backup tells the password of a mail server. Whoever gives the installation
another secret key types them anew.
"""

import os
from base64 import urlsafe_b64decode, urlsafe_b64encode

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

BEGINS, NONCE_BYTES = "sealed1.", 12


class NotOpened(ValueError):
    """It was sealed under another key, for another setting, or is no sealed text."""


def sealed(secret_key: bytes, setting: str, text: str) -> str:
    """A secret as it is kept among what is chosen (AES-256-GCM, NIST SP 800-38D).

    Args:
        secret_key: the installation's.
        setting: by its name; it opens for no other.
        text: in clear.
    """
    nonce = os.urandom(NONCE_BYTES)
    return (
        BEGINS + urlsafe_b64encode(nonce + _cipher(secret_key).encrypt(nonce, text.encode(), setting.encode())).decode()
    )


def opened(secret_key: bytes, setting: str, kept: str) -> str:
    """What `sealed` made a kept text of.

    Args:
        secret_key: the installation's.
        setting: by its name.
        kept: as it is kept.

    Raises:
        NotOpened: it was sealed under another key, for another setting, or is no sealed text.
    """
    try:
        raw = urlsafe_b64decode(as_sealed(kept).removeprefix(BEGINS))
        return _cipher(secret_key).decrypt(raw[:NONCE_BYTES], raw[NONCE_BYTES:], setting.encode()).decode()
    except (InvalidTag, ValueError) as refusal:
        raise NotOpened from refusal


def as_sealed(text: str) -> str:
    """The same text, if it looks sealed.

    Raises:
        ValueError: it does not.
    """
    if not text.startswith(BEGINS):
        raise ValueError("in clear")
    return text


def _cipher(secret_key: bytes) -> AESGCM:
    return AESGCM(HKDF(SHA256(), 32, None, b"leadgate settings").derive(secret_key))
